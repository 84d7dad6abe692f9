import { describe } from 'vitest'
import { atTest, decides, failed, handled, passed, rolledBack } from './decide-rows.ts'
import { now, pause } from './observations.ts'

const target = { arn: 'rev/2', requested: 2, running: 2 }

describe('waiting', () => {
  decides([
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
  ])
})

describe('unanswered', () => {
  decides([
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
  ])
})
