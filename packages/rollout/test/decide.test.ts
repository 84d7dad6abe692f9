import { expect, describe, it, test } from 'vitest'
import {
  decide,
  type HandledHook,
  type Observation,
  type Plan,
  type RolloutCommand,
  type RolloutDecision,
  type ServiceDeployment,
} from '@slipway/rollout'
import { now, observation, pause, plan } from './observations.ts'

interface Row {
  readonly name: string
  readonly plan?: Partial<Plan>
  readonly seen?: Partial<Observation>
  readonly of?: Partial<ServiceDeployment>
  /** Milliseconds after `now`. */
  readonly at?: number
  /** `wait MS`, `VERDICT REASON`, or a command. */
  readonly is: string
  readonly because?: RegExp
}

const handled = (hook: HandledHook, hookId = 'h1'): Pick<Observation, 'handled'> => ({
  handled: new Map([[hookId, hook]]),
})
const passed: HandledHook = { verification: { verdict: 'pass', reason: 'healthy', message: '3 in a row' } }
const failed: HandledHook = { verification: { verdict: 'fail', reason: 'wrong-version', message: 'saw 1.0.0' } }
const unsure: HandledHook = { verification: { verdict: 'inconclusive', reason: 'unreachable', message: 'no answer' } }
const rolledBack: HandledHook = {
  ...failed,
  answer: { action: 'ROLLBACK', reason: 'verification-failed', message: 'saw 1.0.0' },
}
const atTest = { lifecycleStage: 'POST_TEST_TRAFFIC_SHIFT', hooks: [pause()] }
const target = { arn: 'rev/2', requested: 2, running: 2 }

const waiting: readonly Row[] = [
  { name: 'not found yet', seen: { deployment: undefined }, is: 'wait 5000', because: /looking for/ },
  { name: 'PENDING', of: { status: 'PENDING' }, is: 'wait 5000', because: /^PENDING/ },
  { name: 'IN_PROGRESS without a stage (ROLLING)', is: 'wait 5000', because: /^IN_PROGRESS; 2 of 2 tasks running$/ },
  {
    name: 'a stage, in its place',
    of: { lifecycleStage: 'BAKE_TIME' },
    is: 'wait 5000',
    because: /BAKE_TIME \(10 of 11\)/,
  },
  {
    name: 'a stage that is not known',
    of: { lifecycleStage: 'HYPER_SHIFT' },
    is: 'wait 5000',
    because: /^IN_PROGRESS, HYPER_SHIFT;/,
  },
  { name: 'a status that is not known', of: { status: 'MEDITATING' }, is: 'wait 5000', because: /MEDITATING/ },
  {
    name: 'weights',
    of: { target: { ...target, testWeight: 100, productionWeight: 0 } },
    is: 'wait 5000',
    because: /^IN_PROGRESS; traffic to the target revision: test 100 %, production 0 %; 2 of 2 tasks running$/,
  },
  {
    name: 'pending tasks',
    of: { target: { ...target, running: 0, pending: 2 } },
    is: 'wait 5000',
    because: /0 of 2 tasks running, 2 pending/,
  },
  { name: 'STOP_REQUESTED', of: { status: 'STOP_REQUESTED' }, is: 'wait 5000' },
  { name: 'ROLLBACK_REQUESTED', of: { status: 'ROLLBACK_REQUESTED' }, is: 'wait 5000' },
  {
    name: 'ROLLBACK_IN_PROGRESS says why',
    of: { status: 'ROLLBACK_IN_PROGRESS', rollback: { reason: 'circuit breaker' } },
    is: 'wait 5000',
    because: /because: circuit breaker/,
  },
  {
    name: 'a rollback of our own says why',
    of: { status: 'ROLLBACK_REQUESTED' },
    seen: handled(rolledBack),
    is: 'wait 5000',
    because: /^ROLLBACK_REQUESTED; .*; asked for because saw 1\.0\.0$/,
  },
  { name: 'throttled', seen: { trouble: 'AWS gives no answer' }, is: 'wait 5000', because: /no answer/ },
  {
    name: 'throttled at a pause: nothing is done on what may be stale',
    seen: { trouble: 'throttled' },
    of: atTest,
    is: 'wait 5000',
  },
  { name: 'close to the deadline', at: 58_000, is: 'wait 2000' },
  {
    name: 'a Lambda hook is ECS’s own business',
    of: { hooks: [pause({ targetType: 'AWS_LAMBDA' })] },
    is: 'wait 5000',
  },
  {
    name: 'a pause that was answered, seen late',
    of: atTest,
    seen: handled({ ...passed, answer: { action: 'CONTINUE' } }),
    is: 'wait 5000',
    because: /^IN_PROGRESS, POST_TEST_TRAFFIC_SHIFT \(6 of 11\); 2 of 2 tasks running; paused$/,
  },
  {
    name: 'a pause that is over',
    of: { hooks: [pause({ status: 'SUCCEEDED' })] },
    is: 'wait 5000',
    because: /^IN_PROGRESS; 2 of 2 tasks running$/,
  },
  {
    name: 'a pause of a deployment that is rolling back',
    of: { ...atTest, status: 'ROLLBACK_IN_PROGRESS' },
    is: 'wait 5000',
  },
  { name: 'no status', of: { status: '' }, is: 'wait 5000', because: /^no status; 2 of 2 tasks running$/ },
  { name: 'a target that is not shown', of: { target: undefined }, is: 'wait 5000', because: /^IN_PROGRESS$/ },
  {
    name: 'the first stage, in its place',
    of: { lifecycleStage: 'RECONCILE_SERVICE' },
    is: 'wait 5000',
    because: /^IN_PROGRESS, RECONCILE_SERVICE \(1 of 11\);/,
  },
  {
    name: 'why it would be rolled back is told of a rollback alone',
    of: { rollback: { reason: 'circuit breaker' } },
    is: 'wait 5000',
    because: /^IN_PROGRESS; 2 of 2 tasks running$/,
  },
]

const pausing: readonly Row[] = [
  { name: 'a pause is verified', of: atTest, is: 'verify h1 until 30000' },
  { name: 'a pause without a stage is verified', of: { hooks: [pause()] }, is: 'verify h1 until 30000' },
  {
    name: 'a pause at a stage that is not known is verified',
    of: { ...atTest, lifecycleStage: 'HYPER_SHIFT' },
    is: 'verify h1 until 30000',
  },
  { name: 'not beyond the deadline', of: atTest, at: 50_000, is: 'verify h1 until 60000' },
  {
    name: 'with an answer before the hook expires',
    of: { ...atTest, hooks: [pause({ expiresAt: now + 20_000 })] },
    is: 'verify h1 until 18000',
  },
  { name: 'passed: continue', of: atTest, seen: handled(passed), is: 'CONTINUE h1' },
  {
    name: 'failed: roll back',
    of: atTest,
    seen: handled(failed),
    is: 'ROLLBACK h1 verification-failed',
    because: /^rolling back: the verification failed: saw 1\.0\.0$/,
  },
  {
    name: 'inconclusive: roll back',
    of: atTest,
    seen: handled(unsure),
    is: 'ROLLBACK h1 verification-inconclusive',
    because: /^rolling back: the verification came to no conclusion: no answer$/,
  },
  {
    name: 'nothing to verify with: roll back',
    plan: { pauses: 'refuse' },
    of: atTest,
    is: 'ROLLBACK h1 nothing-to-verify',
    because:
      /^rolling back: the PAUSE hook at POST_TEST_TRAFFIC_SHIFT waits for a verification, and there is nothing to/,
  },
  {
    name: 'nothing to verify with, and no stage: roll back',
    plan: { pauses: 'refuse' },
    of: { hooks: [pause()] },
    is: 'ROLLBACK h1 nothing-to-verify',
    because: /^rolling back: a PAUSE hook waits/,
  },
  {
    name: 'before the test listener serves it: roll back',
    of: { ...atTest, lifecycleStage: 'POST_SCALE_UP' },
    is: 'ROLLBACK h1 nothing-to-verify',
    because: /the PAUSE hook at POST_SCALE_UP comes before the test listener serves the target revision/,
  },
  {
    name: 'while test traffic shifts: roll back',
    of: { ...atTest, lifecycleStage: 'TEST_TRAFFIC_SHIFT' },
    is: 'ROLLBACK h1 nothing-to-verify',
  },
  {
    name: 'at the very first stage: roll back',
    of: { ...atTest, lifecycleStage: 'RECONCILE_SERVICE' },
    is: 'ROLLBACK h1 nothing-to-verify',
  },
  { name: 'a proven revision continues', plan: { pauses: 'continue' }, of: atTest, is: 'CONTINUE h1' },
  {
    name: 'a proven revision continues at any stage',
    plan: { pauses: 'continue' },
    of: { ...atTest, lifecycleStage: 'PRE_SCALE_UP' },
    is: 'CONTINUE h1',
  },
  {
    name: 'the second of two pauses, after the first was continued',
    of: { ...atTest, hooks: [pause(), pause({ hookId: 'h2' })] },
    seen: handled({ ...passed, answer: { action: 'CONTINUE' } }),
    is: 'verify h2 until 30000',
  },
  {
    name: 'no second pause is looked at after a rollback was asked for',
    of: { ...atTest, hooks: [pause(), pause({ hookId: 'h2' })] },
    seen: handled(rolledBack),
    is: 'wait 5000',
    because: /^IN_PROGRESS, .*; paused$/,
  },
  {
    name: 'no pause is looked at after a stop was sent',
    of: atTest,
    seen: { stop: { kind: 'sent' } },
    is: 'wait 5000',
  },
  {
    name: 'what is leaving by itself is not stopped again',
    of: { status: 'STOP_REQUESTED' },
    seen: handled({ ...rolledBack, refused: 'not waiting' }),
    is: 'wait 5000',
  },
  {
    name: 'a failed verification whose hook ended: stop',
    of: { hooks: [pause({ status: 'TIMED_OUT' })] },
    seen: handled(failed),
    is: 'stop',
  },
  {
    name: 'a ROLLBACK that came too late: stop',
    of: {},
    seen: handled({ ...rolledBack, refused: 'not waiting' }),
    is: 'stop',
  },
  {
    name: 'a stop is sent once',
    of: {},
    seen: { ...handled({ ...rolledBack, refused: 'not waiting' }), stop: { kind: 'sent' } },
    is: 'wait 5000',
  },
  {
    name: 'at the deadline a pause that rolls back by itself is left',
    of: atTest,
    at: 60_000,
    is: 'inconclusive timeout',
  },
  {
    name: 'at the deadline a pause that would continue by itself is rolled back',
    of: { ...atTest, hooks: [pause({ timeoutAction: 'CONTINUE' })] },
    at: 60_000,
    is: 'ROLLBACK h1 timeout',
    because: /^rolling back: the deadline came before the verification, and the hook may continue by itself$/,
  },
  {
    name: 'a failed verification is answered even at the deadline',
    of: atTest,
    seen: handled(failed),
    at: 60_000,
    is: 'ROLLBACK h1 verification-failed',
  },
]

const unanswered: readonly Row[] = [
  {
    name: 'an answer that AWS did not take is given again after a while',
    of: atTest,
    seen: { ...handled(failed), trouble: 'AWS gives no answer' },
    is: 'wait 5000',
  },
  {
    name: 'a CONTINUE that was refused is told',
    of: atTest,
    seen: handled({ ...passed, answer: { action: 'CONTINUE' }, refused: 'not now' }),
    is: 'wait 5000',
    because: /running; hook h1 did not take CONTINUE: not now; paused$/,
  },
  {
    name: 'a stop that was refused is told',
    seen: { ...handled(failed), stop: { kind: 'refused', message: 'cannot be stopped' } },
    is: 'wait 5000',
    because: /running; StopServiceDeployment was refused: cannot be stopped$/,
  },
  {
    name: 'a stop that was refused is told at the deadline',
    seen: { ...handled(failed), stop: { kind: 'refused', message: 'cannot be stopped' } },
    at: 60_000,
    is: 'inconclusive timeout',
    because: /cannot be stopped/,
  },
  {
    name: 'cancelled, and AWS does not answer the stop: tried again',
    seen: { cancelledAt: now, trouble: 'AWS gives no answer' },
    is: 'stop',
  },
  {
    name: 'cancelled, and AWS does not answer the stop: not for ever',
    seen: { cancelledAt: now, trouble: 'AWS gives no answer' },
    at: 4_000,
    is: 'inconclusive cancelled',
    because: /sd\/1 could not be stopped: AWS gives no answer/,
  },
  {
    name: 'AWS does not answer at the deadline: that is told',
    seen: { trouble: 'AWS gives no answer' },
    at: 60_000,
    is: 'inconclusive timeout',
    because: /^not over at the deadline; sd\/1 goes on: .*; AWS gives no answer$/,
  },
]

const breaker = { status: 'TRIGGERED', failureCount: 3, threshold: 3 }
const alarms = { status: 'TRIGGERED', triggered: ['5xx'] }

const endings: readonly Row[] = [
  { name: 'SUCCESSFUL', plan: { pauses: 'refuse' }, of: { status: 'SUCCESSFUL' }, is: 'pass deployed' },
  {
    name: 'SUCCESSFUL after the deadline',
    plan: { pauses: 'refuse' },
    of: { status: 'SUCCESSFUL' },
    at: 90_000,
    is: 'pass deployed',
  },
  {
    name: 'SUCCESSFUL though cancelled',
    plan: { pauses: 'refuse' },
    of: { status: 'SUCCESSFUL' },
    seen: { cancelledAt: now },
    is: 'pass deployed',
  },
  {
    name: 'SUCCESSFUL without the pause at which a verification was asked for',
    of: { status: 'SUCCESSFUL' },
    is: 'inconclusive verification-inconclusive',
    because: /never paused.*the service runs it/,
  },
  {
    name: 'SUCCESSFUL with no task, and no pause to verify at',
    of: { status: 'SUCCESSFUL', target: { arn: 'rev/2', requested: 0 } },
    is: 'fail scaled-to-zero',
  },
  {
    name: 'SUCCESSFUL with no task',
    of: { status: 'SUCCESSFUL', target: { arn: 'rev/2', requested: 0 } },
    is: 'fail scaled-to-zero',
  },
  {
    name: 'SUCCESSFUL against a failed verification',
    of: { status: 'SUCCESSFUL' },
    seen: handled(failed),
    is: 'fail verification-failed',
    because: /the service runs it/,
  },
  {
    name: 'SUCCESSFUL against an inconclusive verification',
    of: { status: 'SUCCESSFUL' },
    seen: handled(unsure),
    is: 'inconclusive verification-inconclusive',
  },
  {
    name: 'SUCCESSFUL after a pause that nobody answered',
    of: { status: 'SUCCESSFUL', hooks: [pause({ status: 'TIMED_OUT', timeoutAction: 'CONTINUE' })] },
    is: 'inconclusive verification-inconclusive',
    because: /^PAUSE hook h1 timed out and ECS continued, without a verification;/,
  },
  {
    name: 'SUCCESSFUL beside a pause whose timer would not have continued it',
    plan: { pauses: 'refuse' },
    of: { status: 'SUCCESSFUL', hooks: [pause({ status: 'TIMED_OUT', timeoutAction: 'ROLLBACK' })] },
    is: 'pass deployed',
  },
  {
    name: 'SUCCESSFUL beside a pause that failed',
    plan: { pauses: 'refuse' },
    of: { status: 'SUCCESSFUL', hooks: [pause({ status: 'FAILED', timeoutAction: 'CONTINUE' })] },
    is: 'pass deployed',
  },
  {
    name: 'SUCCESSFUL after a pause that was answered and never verified',
    of: { status: 'SUCCESSFUL', hooks: [pause({ status: 'SUCCEEDED' })] },
    seen: handled({ answer: { action: 'CONTINUE' } }),
    is: 'inconclusive verification-inconclusive',
  },
  {
    name: 'SUCCESSFUL after a pause of a proven revision that this run continued',
    plan: { pauses: 'continue' },
    of: { status: 'SUCCESSFUL', hooks: [pause({ status: 'SUCCEEDED' })] },
    seen: handled({ answer: { action: 'CONTINUE' } }),
    is: 'pass deployed',
  },
  {
    name: 'SUCCESSFUL, and no target is shown',
    plan: { pauses: 'refuse' },
    of: { status: 'SUCCESSFUL', target: undefined },
    is: 'pass deployed',
  },
  {
    name: 'SUCCESSFUL after a pause that somebody else continued',
    of: { status: 'SUCCESSFUL', hooks: [pause({ status: 'SUCCEEDED' })] },
    is: 'inconclusive verification-inconclusive',
    because: /h1 was continued by somebody else/,
  },
  {
    name: 'SUCCESSFUL after a pause that somebody else continued, and nothing to verify with',
    plan: { pauses: 'refuse' },
    of: { status: 'SUCCESSFUL', hooks: [pause({ status: 'SUCCEEDED' })] },
    is: 'inconclusive verification-inconclusive',
  },
  {
    name: 'SUCCESSFUL after a pause that passed its verification',
    of: { status: 'SUCCESSFUL', hooks: [pause({ status: 'SUCCEEDED' })] },
    seen: handled({ ...passed, answer: { action: 'CONTINUE' } }),
    is: 'pass deployed',
  },
  {
    name: 'SUCCESSFUL after a pause that an earlier run had answered',
    of: { status: 'SUCCESSFUL', hooks: [pause({ status: 'SUCCEEDED' })] },
    seen: { overBefore: new Set(['h1']) },
    is: 'pass deployed',
    because: /verified earlier/,
  },
  {
    name: 'SUCCESSFUL after a pause that ended by its timer before this run came',
    of: { status: 'SUCCESSFUL', hooks: [pause({ status: 'TIMED_OUT', timeoutAction: 'CONTINUE' })] },
    seen: { overBefore: new Set(['h1']) },
    is: 'pass deployed',
    because: /NOT VERIFIED/,
  },
  {
    name: 'SUCCESSFUL, followed from after the pauses, of which ECS shows none',
    of: { status: 'SUCCESSFUL' },
    seen: { overBefore: new Set() },
    is: 'pass deployed',
    because: /NOT VERIFIED/,
  },
  {
    name: 'SUCCESSFUL after a second pause that somebody else continued while this run looked',
    of: {
      status: 'SUCCESSFUL',
      hooks: [pause({ status: 'SUCCEEDED' }), pause({ hookId: 'h2', status: 'SUCCEEDED' })],
    },
    seen: { overBefore: new Set(['h1']) },
    is: 'inconclusive verification-inconclusive',
    because: /h2 was continued by somebody else/,
  },
  {
    name: 'SUCCESSFUL after a pause of a proven revision',
    plan: { pauses: 'continue' },
    of: { status: 'SUCCESSFUL', hooks: [pause({ status: 'SUCCEEDED' })] },
    is: 'pass deployed',
  },
  {
    name: 'SUCCESSFUL after a Lambda hook',
    plan: { pauses: 'refuse' },
    of: { status: 'SUCCESSFUL', hooks: [pause({ targetType: 'AWS_LAMBDA', status: 'SUCCEEDED' })] },
    is: 'pass deployed',
  },
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
  { name: 'rolled back by an alarm', of: { status: 'ROLLBACK_SUCCESSFUL', alarms }, is: 'fail alarm', because: /5xx/ },
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
]

const cancelled = { cancelledAt: now }
const cancelling: readonly Row[] = [
  { name: 'cancelled: stop', seen: cancelled, is: 'stop' },
  { name: 'cancelled at a pause: stop', seen: cancelled, of: atTest, is: 'stop' },
  {
    name: 'cancelled and stopped: end',
    seen: { ...cancelled, stop: { kind: 'sent' } },
    is: 'inconclusive cancelled',
    because: /^cancelled; ECS was asked to roll sd\/1 back, and does so by itself$/,
  },
  { name: 'cancelled long ago, and AWS answers again: stop', seen: cancelled, at: 5_000, is: 'stop' },
  { name: 'cancelled in a status that is not known: stop', seen: cancelled, of: { status: 'MEDITATING' }, is: 'stop' },
  {
    name: 'cancelled, stopped, and rolled back at once: that is why',
    seen: { ...cancelled, stop: { kind: 'sent' } },
    of: { status: 'ROLLBACK_SUCCESSFUL', rollback: { serviceRevisionArn: 'rev/1' } },
    is: 'inconclusive cancelled',
    because: /cancelled.*rolled back to rev\/1/,
  },
  {
    name: 'cancelled, but ECS rolled it back itself',
    seen: { ...cancelled, stop: { kind: 'refused', message: 'too late' } },
    of: { status: 'ROLLBACK_SUCCESSFUL' },
    is: 'fail rolled-back',
  },
  {
    name: 'cancelled, stopped, and the rollback failed: that is told first',
    seen: { ...cancelled, stop: { kind: 'sent' } },
    of: { status: 'ROLLBACK_FAILED' },
    is: 'fail rollback-failed',
    because: /needs a person now.*cancelled/,
  },
  {
    name: 'cancelled and refused: end, and say so',
    seen: { ...cancelled, stop: { kind: 'refused', message: 'too late' } },
    is: 'inconclusive cancelled',
    because: /too late/,
  },
  {
    name: 'cancelled while it rolls back: end',
    seen: cancelled,
    of: { status: 'ROLLBACK_IN_PROGRESS' },
    is: 'inconclusive cancelled',
    because: /^cancelled; sd\/1 is rolled back or stopped already: ROLLBACK_IN_PROGRESS;/,
  },
  {
    name: 'cancelled after a pause was continued, but ECS rolled it back itself',
    seen: { ...cancelled, ...handled({ ...passed, answer: { action: 'CONTINUE' } }) },
    of: { status: 'ROLLBACK_SUCCESSFUL' },
    is: 'fail rolled-back',
  },
  {
    name: 'cancelled where ECS is to finish, and a stop of before was taken',
    plan: { onCancel: 'leave' },
    seen: { ...cancelled, stop: { kind: 'sent' } },
    of: { status: 'ROLLBACK_SUCCESSFUL' },
    is: 'fail rolled-back',
  },
  {
    name: 'cancelled before it was found, where ECS is to finish: end',
    plan: { onCancel: 'leave' },
    seen: { ...cancelled, deployment: undefined },
    at: 1_000,
    is: 'inconclusive cancelled',
    because: /^cancelled; the service deployment was not seen; ECS may still be working on it$/,
  },
  {
    name: 'cancelled before it was found: look on for a moment',
    seen: { ...cancelled, deployment: undefined },
    at: 1_000,
    is: 'wait 500',
  },
  {
    name: 'cancelled and never found: end',
    seen: { ...cancelled, deployment: undefined },
    at: 4_000,
    is: 'inconclusive cancelled',
  },
  {
    name: 'cancelled where ECS is to finish: end',
    plan: { onCancel: 'leave' },
    seen: cancelled,
    is: 'inconclusive cancelled',
    because: /left to ECS/,
  },
]

function show(decision: RolloutDecision): string {
  switch (decision.kind) {
    case 'wait':
      return `wait ${decision.ms}`
    case 'end':
      return `${decision.end.verdict} ${decision.end.reason}`
    case 'act':
      return showCommand(decision.command)
  }
}

function showCommand(command: RolloutCommand): string {
  switch (command.kind) {
    case 'stop':
      return 'stop'
    case 'verify':
      return `verify ${command.hookId} until ${command.until - now}`
    case 'answer': {
      const { action, reason } = { reason: undefined, ...command.answer }
      return `${action} ${command.hookId}${reason === undefined ? '' : ` ${reason}`}`
    }
  }
}

describe.for([
  ['waiting', waiting],
  ['at a PAUSE hook', pausing],
  ['unanswered', unanswered],
  ['at the end', endings],
  ['cancelled', cancelling],
] as const)('%s', ([, rows]) => {
  it.for(rows)('$name', (row) => {
    const decision = decide({ ...plan, ...row.plan }, observation(row.seen, row.of), now + (row.at ?? 0))
    expect(show(decision)).toBe(row.is)
    expect(decision.because).toMatch(row.because ?? /./)
  })
})

test('no name comes twice', () => {
  const names = [...waiting, ...pausing, ...unanswered, ...endings, ...cancelling].map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
})
