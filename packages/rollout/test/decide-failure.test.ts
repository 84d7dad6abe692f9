import { describe } from 'vitest'
import { decides, handled, rolledBack } from './decide-rows.ts'

const breaker = { status: 'TRIGGERED', failureCount: 3, threshold: 3 }
const alarms = { status: 'TRIGGERED', triggered: ['5xx'] }

describe('at the end, when it is not SUCCESSFUL', () => {
  decides([
    {
      name: 'ROLLBACK_SUCCESSFUL',
      of: { status: 'ROLLBACK_SUCCESSFUL' },
      is: 'fail rolled-back',
      because: /^rolled back to the last service revision: ECS gives no reason$/,
    },
    {
      name: 'ROLLBACK_SUCCESSFUL with two reasons: that of the rollback is told',
      of: { status: 'ROLLBACK_SUCCESSFUL', statusReason: 'over', rollback: { reason: 'by hand' } },
      is: 'fail rolled-back',
      because: /: by hand$/,
    },
    {
      name: 'ROLLBACK_SUCCESSFUL after a stop that no hook and no cancellation explains',
      of: { status: 'ROLLBACK_SUCCESSFUL' },
      seen: { stop: { kind: 'sent' } },
      is: 'fail rolled-back',
    },
    {
      name: 'ROLLBACK_SUCCESSFUL by us, with nothing to verify',
      of: { status: 'ROLLBACK_SUCCESSFUL' },
      seen: handled({ answer: { action: 'ROLLBACK', reason: 'nothing-to-verify', message: 'no test listener' } }),
      is: 'fail nothing-to-verify',
      because: /^no test listener; rolled back to/,
    },
    {
      name: 'ROLLBACK_SUCCESSFUL by us, at the deadline',
      of: { status: 'ROLLBACK_SUCCESSFUL' },
      seen: handled({ answer: { action: 'ROLLBACK', reason: 'timeout', message: 'too late' } }),
      is: 'inconclusive timeout',
    },
    {
      name: 'ROLLBACK_SUCCESSFUL by us, after a verification without a conclusion',
      of: { status: 'ROLLBACK_SUCCESSFUL' },
      seen: handled({ answer: { action: 'ROLLBACK', reason: 'verification-inconclusive', message: 'no answer' } }),
      is: 'inconclusive verification-inconclusive',
    },
    {
      name: 'ROLLBACK_SUCCESSFUL by us',
      of: { status: 'ROLLBACK_SUCCESSFUL' },
      seen: handled(rolledBack),
      is: 'fail verification-failed',
    },
    {
      name: 'rolled back by the breaker',
      of: { status: 'ROLLBACK_SUCCESSFUL', circuitBreaker: breaker },
      is: 'fail circuit-breaker',
      because: /^the circuit breaker was triggered \(3 failed tasks, threshold 3\); rolled back to/,
    },
    {
      name: 'rolled back by a breaker without a threshold',
      of: { status: 'ROLLBACK_SUCCESSFUL', circuitBreaker: { status: 'TRIGGERED', failureCount: 2 } },
      is: 'fail circuit-breaker',
      because: /^the circuit breaker was triggered \(2 failed tasks\);/,
    },
    {
      name: 'rolled back by a breaker that does not count',
      of: { status: 'ROLLBACK_SUCCESSFUL', circuitBreaker: { status: 'TRIGGERED' } },
      is: 'fail circuit-breaker',
      because: /^the circuit breaker was triggered;/,
    },
    {
      name: 'rolled back by an alarm',
      of: { status: 'ROLLBACK_SUCCESSFUL', alarms },
      is: 'fail alarm',
      because: /5xx/,
    },
    {
      name: 'rolled back by two alarms',
      of: { status: 'ROLLBACK_SUCCESSFUL', alarms: { ...alarms, triggered: ['5xx', 'latency'] } },
      is: 'fail alarm',
      because: /^alarm 5xx, latency went off;/,
    },
    {
      name: 'rolled back by an alarm without a name',
      of: { status: 'ROLLBACK_SUCCESSFUL', alarms: { ...alarms, triggered: [] } },
      is: 'fail alarm',
      because: /^an alarm went off;/,
    },
    {
      name: 'rolled back by an alarm, in words only',
      of: { status: 'ROLLBACK_SUCCESSFUL', rollback: { reason: 'CloudWatch alarm 5xx' } },
      is: 'fail alarm',
      because: /^an alarm went off; .*: CloudWatch alarm 5xx$/,
    },
    {
      name: 'rolled back by the breaker, in one word',
      of: { status: 'ROLLBACK_SUCCESSFUL', statusReason: 'deploymentCircuitBreaker' },
      is: 'fail circuit-breaker',
    },
    {
      name: 'rolled back by the breaker, in words only',
      of: { status: 'ROLLBACK_SUCCESSFUL', statusReason: 'ECS deployment circuit breaker: tasks failed to start.' },
      is: 'fail circuit-breaker',
    },
    {
      name: 'both triggered: the words decide',
      of: { status: 'ROLLBACK_SUCCESSFUL', circuitBreaker: breaker, alarms, rollback: { reason: 'alarm detected' } },
      is: 'fail alarm',
    },
    {
      name: 'both triggered, and the words name both: the breaker',
      of: {
        status: 'ROLLBACK_SUCCESSFUL',
        circuitBreaker: breaker,
        alarms,
        rollback: { reason: 'circuit breaker, alarm' },
      },
      is: 'fail circuit-breaker',
    },
    {
      name: 'both triggered, and the words name neither: the breaker',
      of: { status: 'ROLLBACK_SUCCESSFUL', circuitBreaker: breaker, alarms },
      is: 'fail circuit-breaker',
    },
    {
      name: 'a verification that ECS’s own rollback broke is not the cause',
      of: { status: 'ROLLBACK_SUCCESSFUL', alarms },
      seen: handled({ ...rolledBack, refused: 'not waiting' }),
      is: 'fail alarm',
    },
    {
      name: 'a breaker that only watches is not the cause',
      of: { status: 'ROLLBACK_SUCCESSFUL', circuitBreaker: { status: 'MONITORING_COMPLETE' } },
      is: 'fail rolled-back',
    },
    {
      name: 'ROLLBACK_FAILED',
      of: { status: 'ROLLBACK_FAILED', circuitBreaker: breaker },
      is: 'fail rollback-failed',
      because: /needs a person now.*circuit breaker/,
    },
    {
      name: 'ROLLBACK_FAILED after our own rollback',
      of: { status: 'ROLLBACK_FAILED' },
      seen: handled(rolledBack),
      is: 'fail rollback-failed',
      because: /saw 1\.0\.0/,
    },
    {
      name: 'ROLLBACK_FAILED, and ECS says nothing',
      of: { status: 'ROLLBACK_FAILED' },
      is: 'fail rollback-failed',
      because: /^THE ROLLBACK FAILED and the service needs a person now: ECS gives no reason$/,
    },
    {
      name: 'ROLLBACK_FAILED with two reasons: that of the status is told',
      of: { status: 'ROLLBACK_FAILED', statusReason: 'no capacity', rollback: { reason: 'by hand' } },
      is: 'fail rollback-failed',
      because: /: no capacity$/,
    },
    { name: 'STOPPED', of: { status: 'STOPPED', statusReason: 'by hand' }, is: 'fail stopped', because: /by hand/ },
    {
      name: 'STOPPED, and ECS does not say why',
      of: { status: 'STOPPED' },
      is: 'fail stopped',
      because: /^sd\/1 is STOPPED$/,
    },
    {
      name: 'STOPPED by us',
      of: { status: 'STOPPED', statusReason: 'by hand' },
      seen: handled(rolledBack),
      is: 'fail verification-failed',
      because: /^saw 1\.0\.0; the deployment is STOPPED: by hand$/,
    },
    {
      name: 'STOPPED by a newer deployment',
      of: { status: 'STOPPED' },
      seen: { newer: 'sd/2' },
      is: 'fail superseded',
      because: /sd\/2/,
    },
    {
      name: 'STOPPED by a breaker that does not roll back',
      of: { status: 'STOPPED', circuitBreaker: breaker },
      is: 'fail circuit-breaker',
      because: /not rolled back/,
    },
    {
      name: 'the deadline',
      at: 60_000,
      is: 'inconclusive timeout',
      because: /^not over at the deadline; sd\/1 goes on: IN_PROGRESS; 2 of 2 tasks running$/,
    },
    {
      name: 'the deadline in a rollback of our own',
      of: { status: 'ROLLBACK_IN_PROGRESS' },
      seen: handled(rolledBack),
      at: 60_000,
      is: 'inconclusive timeout',
      because: /saw 1\.0\.0/,
    },
    {
      name: 'the deadline before anything was found',
      seen: { deployment: undefined },
      at: 60_000,
      is: 'inconclusive timeout',
      because: /was seen/,
    },
  ])
})
