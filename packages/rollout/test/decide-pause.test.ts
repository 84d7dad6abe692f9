import { describe } from 'vitest'
import { atTest, decides, failed, handled, passed, rolledBack, unsure } from './decide-rows.ts'
import { now, pause } from './observations.ts'

describe('at a PAUSE hook', () => {
  decides([
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
  ])
})
