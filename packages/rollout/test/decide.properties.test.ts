import type { Judgement } from '@slipway/outcome'
import fc from 'fast-check'
import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import {
  decide,
  verified,
  type HandledHook,
  type Observation,
  type Plan,
  type RolloutCommand,
  type RolloutDecision,
  type ServiceDeployment,
} from '@slipway/rollout'

const text = fc.string({ maxLength: 8 })
const status = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.constantFrom(
      'PENDING',
      'IN_PROGRESS',
      'STOP_REQUESTED',
      'ROLLBACK_REQUESTED',
      'ROLLBACK_IN_PROGRESS',
      'SUCCESSFUL',
      'STOPPED',
      'ROLLBACK_SUCCESSFUL',
      'ROLLBACK_FAILED',
    ),
  },
  { weight: 1, arbitrary: text },
)
const stage = fc.option(
  fc.oneof(fc.constantFrom('PRE_SCALE_UP', 'POST_SCALE_UP', 'POST_TEST_TRAFFIC_SHIFT', 'BAKE_TIME'), text),
  { nil: undefined },
)
const hookId = fc.constantFrom('h1', 'h2', 'h3')
const time = fc.integer({ min: 0, max: 200_000 })

const hook = fc.record({
  hookId,
  targetType: fc.constantFrom('PAUSE', 'AWS_LAMBDA', 'NEW'),
  status: fc.constantFrom('AWAITING_ACTION', 'IN_PROGRESS', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'NEW'),
  expiresAt: fc.option(time, { nil: undefined }),
  timeoutAction: fc.constantFrom('ROLLBACK', 'CONTINUE', undefined),
})

const deployment: fc.Arbitrary<ServiceDeployment> = fc.record({
  arn: fc.constant('sd/1'),
  status,
  statusReason: fc.option(text, { nil: undefined }),
  lifecycleStage: stage,
  target: fc.option(fc.record({ arn: fc.constant('rev/2'), requested: fc.option(fc.nat(3), { nil: undefined }) }), {
    nil: undefined,
  }),
  sources: fc.constant([]),
  hooks: fc.uniqueArray(hook, { maxLength: 3, selector: (one) => one.hookId }),
  rollback: fc.option(fc.record({ reason: fc.option(text, { nil: undefined }) }), { nil: undefined }),
  circuitBreaker: fc.option(fc.record({ status: fc.constantFrom('TRIGGERED', 'MONITORING', 'DISABLED') }), {
    nil: undefined,
  }),
  alarms: fc.option(
    fc.record({ status: fc.constantFrom('TRIGGERED', 'MONITORING'), triggered: fc.array(text, { maxLength: 2 }) }),
    { nil: undefined },
  ),
})

const verification = fc.record({
  verdict: fc.constantFrom('pass' as const, 'fail' as const, 'inconclusive' as const),
  reason: text,
  message: text,
})
const handledHook: fc.Arbitrary<HandledHook> = fc.oneof(
  verification.map((one) => ({ verification: one })),
  verification.map((one) => ({
    verification: { ...one, verdict: 'pass' as const },
    answer: { action: 'CONTINUE' as const },
  })),
  fc
    .record({ message: text, reason: fc.constantFrom('verification-failed' as const, 'nothing-to-verify' as const) })
    .map((one) => ({ answer: { action: 'ROLLBACK' as const, ...one } })),
  fc.constant({
    answer: { action: 'ROLLBACK' as const, reason: 'verification-failed' as const, message: 'no' },
    refused: 'late',
  }),
)

const observation: fc.Arbitrary<Observation> = fc.record({
  deployment: fc.option(deployment, { nil: undefined, freq: 9 }),
  newer: fc.option(fc.constant('sd/2'), { nil: undefined }),
  handled: fc.array(fc.tuple(hookId, handledHook), { maxLength: 3 }).map((entries) => new Map(entries)),
  overBefore: fc.option(
    fc.uniqueArray(hookId, { maxLength: 1 }).map((ids) => new Set(ids)),
    { nil: undefined },
  ),
  stop: fc.constantFrom(
    { kind: 'none' as const },
    { kind: 'sent' as const },
    { kind: 'refused' as const, message: 'late' },
  ),
  cancelledAt: fc.option(time, { nil: undefined, freq: 2 }),
  trouble: fc.option(fc.constant('throttled'), { nil: undefined, freq: 2 }),
})

const plan: fc.Arbitrary<Plan> = fc.record({
  deadline: time,
  pollMs: fc.integer({ min: 1, max: 10_000 }),
  pauses: fc.constantFrom('verify' as const, 'refuse' as const, 'continue' as const),
  verifyMs: fc.integer({ min: 1, max: 60_000 }),
  onCancel: fc.constantFrom('stop' as const, 'leave' as const),
})

type Claim = (decision: RolloutDecision, plan: Plan, observation: Observation, now: number) => boolean

/** A plan, observation and moment for which the claim does not hold; `null` when none was found. */
function counterexample(claim: Claim): unknown {
  const property = fc.property(plan, observation, time, (plan, observation, now) =>
    claim(decide(plan, observation, now), plan, observation, now),
  )
  return fc.check(property, { numRuns: 3_000 }).counterexample
}

test('decides about anything, and every decision carries its reason', () => {
  expect(
    counterexample((decision) => decision.because.length > 0 && (decision.kind !== 'wait' || decision.ms > 0)),
  ).toBeNull()
})

test('is a function: the same observation leads to the same decision', () => {
  expect(
    counterexample((decision, plan, observation, now) => isDeepStrictEqual(decide(plan, observation, now), decision)),
  ).toBeNull()
})

test('passes on SUCCESSFUL with tasks alone', () => {
  expect(
    counterexample((decision, _plan, { deployment }) => {
      if (decision.kind !== 'end' || decision.end.verdict !== 'pass') return true
      return deployment?.status === 'SUCCESSFUL' && deployment.target?.requested !== 0
    }),
  ).toBeNull()
})

test('passes no pause that was let through unverified, unless the revision is proven', () => {
  expect(
    counterexample((decision, { pauses }, { deployment, handled, overBefore }) => {
      if (decision.kind !== 'end' || decision.end.verdict !== 'pass' || pauses === 'continue') return true
      const through = (deployment?.hooks ?? []).filter(
        ({ targetType, status, timeoutAction }) =>
          targetType === 'PAUSE' &&
          (status === 'SUCCEEDED' || (status === 'TIMED_OUT' && timeoutAction === 'CONTINUE')),
      )
      return through.every(
        ({ hookId }) => overBefore?.has(hookId) || handled.get(hookId)?.verification?.verdict === 'pass',
      )
    }),
  ).toBeNull()
})

test('passes no deployment that it began without the verification it was asked for', () => {
  expect(
    counterexample((decision, { pauses }, observation) => {
      if (decision.kind !== 'end' || decision.end.verdict !== 'pass' || pauses !== 'verify') return true
      return observation.overBefore !== undefined || verified(observation) === 'true'
    }),
  ).toBeNull()
})

test('never passes against a verification or an answer of its own', () => {
  expect(
    counterexample((decision, _plan, { handled }) => {
      if (decision.kind !== 'end' || decision.end.verdict !== 'pass') return true
      return [...handled.values()].every(
        ({ verification, answer }) => (verification?.verdict ?? 'pass') === 'pass' && answer?.action !== 'ROLLBACK',
      )
    }),
  ).toBeNull()
})

test('continues only a pause whose verification passed, unless the revision is proven', () => {
  expect(
    counterexample((decision, { pauses }, { handled }) => {
      if (decision.kind !== 'act' || decision.command.kind !== 'answer') return true
      const { hookId, answer } = decision.command
      return (
        answer.action !== 'CONTINUE' || pauses === 'continue' || handled.get(hookId)?.verification?.verdict === 'pass'
      )
    }),
  ).toBeNull()
})

test('answers only what ECS would take: an open pause of a deployment IN_PROGRESS, once', () => {
  expect(
    counterexample((decision, _plan, { deployment, handled }) => {
      if (decision.kind !== 'act' || decision.command.kind === 'stop') return true
      const { hookId } = decision.command
      const hook = deployment?.hooks.find((one) => one.hookId === hookId)
      const open = hook?.targetType === 'PAUSE' && hook.status === 'AWAITING_ACTION'
      return open && deployment?.status === 'IN_PROGRESS' && handled.get(hookId)?.answer === undefined
    }),
  ).toBeNull()
})

test('verifies no hook twice, and never beyond the deadline', () => {
  expect(
    counterexample((decision, { deadline }, { handled }) => {
      if (decision.kind !== 'act' || decision.command.kind !== 'verify') return true
      return handled.get(decision.command.hookId)?.verification === undefined && decision.command.until <= deadline
    }),
  ).toBeNull()
})

test('stops once', () => {
  expect(
    counterexample((decision, _plan, { stop }) => {
      return decision.kind !== 'act' || decision.command.kind !== 'stop' || stop.kind === 'none'
    }),
  ).toBeNull()
})

test('terminates: whatever ECS shows, a run ends soon after its deadline', () => {
  const property = fc.property(plan, observation, verification, (plan, observation, said) => {
    return endsAfterDeadline(plan, { ...observation, cancelledAt: earlier(observation.cancelledAt, plan) }, said)
  })
  expect(fc.check(property, { numRuns: 3_000 })).toMatchObject({ failed: false })
})

test('terminates: whatever AWS does not answer, a run ends soon after its deadline', () => {
  const property = fc.property(plan, observation, (plan, observation) => {
    return endsUnanswered(plan, { ...observation, cancelledAt: earlier(observation.cancelledAt, plan) })
  })
  expect(fc.check(property, { numRuns: 3_000 })).toMatchObject({ failed: false })
})

/** In a cloud that answers looks alone: every other command comes to nothing, after a second of asking. */
function endsUnanswered(plan: Plan, start: Observation): boolean {
  let now = plan.deadline
  let seen: Observation = start
  for (let turn = 0; turn < 20; turn++) {
    const decision = decide(plan, seen, now)
    if (decision.kind === 'end') return true
    if (decision.kind === 'act' && decision.command.kind === 'verify') return false
    now += decision.kind === 'wait' ? decision.ms : 1_000
    seen = { ...start, trouble: decision.kind === 'act' ? 'AWS gives no answer' : undefined }
  }
  return false
}

function earlier(cancelledAt: number | undefined, { deadline }: Plan): number | undefined {
  return cancelledAt === undefined ? undefined : Math.min(cancelledAt, deadline)
}

function endsAfterDeadline(plan: Plan, start: Observation, said: Judgement): boolean {
  let now = plan.deadline
  let seen = start
  for (let turn = 0; turn < 20; turn++) {
    const decision = decide(plan, seen, now)
    if (decision.kind === 'end') return true
    if (decision.kind === 'wait') now += decision.ms
    else seen = obeyed(seen, decision.command, said)
  }
  return false
}

/** What the next observation holds after a command, in a cloud that takes it and shows no effect. */
function obeyed(seen: Observation, command: RolloutCommand, verification: Judgement): Observation {
  if (command.kind === 'stop') return { ...seen, stop: { kind: 'sent' } }
  const before = seen.handled.get(command.hookId)
  const after = command.kind === 'verify' ? { ...before, verification } : { ...before, answer: command.answer }
  return { ...seen, handled: new Map([...seen.handled, [command.hookId, after]]) }
}
