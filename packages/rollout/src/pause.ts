import type { Judgement } from '@slipway/outcome'
import { against } from './ending.ts'
import type { HookAnswer, Observation, Plan, RolloutDecision } from './plan.ts'
import { progress } from './progress.ts'
import type { HookDetail, ServiceDeployment } from './service-deployment.ts'
import { beforeTestTraffic } from './stage.ts'
import { phaseOf } from './status.ts'

/** The longest margin kept between a verification's end and the moment ECS decides by itself, in milliseconds. */
const expiryMargin = 5_000

/**
 * What to do about the first PAUSE hook that waits for an answer this run has not given; each hook id is verified and
 * answered once. ContinueServiceDeployment is legal only while the hook is AWAITING_ACTION and the deployment
 * IN_PROGRESS. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContinueServiceDeployment.html
 */
export function decidePause(
  plan: Plan,
  observation: Observation,
  deployment: ServiceDeployment,
  now: number,
): RolloutDecision | undefined {
  if (deployment.status !== 'IN_PROGRESS' || isRollingBack(observation)) return undefined
  const hook = deployment.hooks.find((one) => isOpen(one, observation))
  if (hook === undefined) return undefined
  const { verification } = observation.handled.get(hook.hookId) ?? {}
  if (verification !== undefined && verification.verdict !== 'pass') return turnAgainst(hook, verification)
  if (!(now < plan.deadline)) return hook.timeoutAction === 'ROLLBACK' ? undefined : leaveNothingToATimer(hook)
  if (verification !== undefined) return answer(hook, { action: 'CONTINUE' }, `verified: ${verification.message}`)
  if (plan.pauses === 'continue') {
    return answer(
      hook,
      { action: 'CONTINUE' },
      'PAUSE hook: continued, because this revision has already proven itself',
    )
  }
  return unverifiable(plan, hook, deployment) ?? verify(plan, hook, deployment, now)
}

/**
 * A deployment that this run has turned against but that goes on: the hook ended (its timer continued, or somebody
 * did) before the answer reached it. Stopping it is what is left.
 */
export function decideRunaway(observation: Observation, deployment: ServiceDeployment): RolloutDecision | undefined {
  if (observation.stop.kind !== 'none' || phaseOf(deployment.status) !== 'under-way') return undefined
  for (const [hookId, hook] of observation.handled) {
    const cause = against(hook)
    const rollsBack = hook.answer?.action === 'ROLLBACK' && hook.refused === undefined
    if (cause === undefined || rollsBack) continue
    return {
      kind: 'act',
      command: { kind: 'stop' },
      because: `hook ${hookId} ended before the answer; stopping: ${cause.message}`,
    }
  }
  return undefined
}

function isOpen(hook: HookDetail, { handled }: Observation): boolean {
  const waiting = hook.targetType === 'PAUSE' && hook.status === 'AWAITING_ACTION'
  return waiting && handled.get(hook.hookId)?.answer === undefined
}

function isRollingBack({ handled, stop }: Observation): boolean {
  return stop.kind !== 'none' || [...handled.values()].some(({ answer: given }) => given?.action === 'ROLLBACK')
}

function turnAgainst(hook: HookDetail, { verdict, message }: Judgement): RolloutDecision {
  const reason = verdict === 'fail' ? 'verification-failed' : 'verification-inconclusive'
  const says = verdict === 'fail' ? 'the verification failed' : 'the verification came to no conclusion'
  return answer(
    hook,
    { action: 'ROLLBACK', reason, message: `${says}: ${message}` },
    `rolling back: ${says}: ${message}`,
  )
}

function unverifiable(
  plan: Plan,
  hook: HookDetail,
  { lifecycleStage }: ServiceDeployment,
): RolloutDecision | undefined {
  const at = lifecycleStage === undefined ? 'a PAUSE hook' : `the PAUSE hook at ${lifecycleStage}`
  const message =
    plan.pauses === 'refuse'
      ? `${at} waits for a verification, and there is nothing to verify with`
      : beforeTestTraffic(lifecycleStage)
        ? `${at} comes before the test listener serves the target revision, so there is nothing to verify`
        : undefined
  if (message === undefined) return undefined
  return answer(hook, { action: 'ROLLBACK', reason: 'nothing-to-verify', message }, `rolling back: ${message}`)
}

function verify(plan: Plan, hook: HookDetail, deployment: ServiceDeployment, now: number): RolloutDecision {
  const until = Math.min(now + plan.verifyMs, plan.deadline, answerBy(hook, now))
  const because = `${progress(deployment)}; PAUSE hook: verifying`
  return { kind: 'act', command: { kind: 'verify', hookId: hook.hookId, until }, because }
}

/** Early enough that the answer arrives before ECS takes its own. */
function answerBy({ expiresAt }: HookDetail, now: number): number {
  if (expiresAt === undefined) return Number.POSITIVE_INFINITY
  return Math.max(now, expiresAt - Math.min(expiryMargin, Math.max(0, expiresAt - now) * 0.1))
}

/** At the deadline a pause that ECS would end with CONTINUE must not carry an unverified revision into production. */
function leaveNothingToATimer(hook: HookDetail): RolloutDecision {
  const message = 'the deadline came before the verification, and the hook may continue by itself'
  return answer(hook, { action: 'ROLLBACK', reason: 'timeout', message }, `rolling back: ${message}`)
}

function answer(hook: HookDetail, given: HookAnswer, because: string): RolloutDecision {
  return { kind: 'act', command: { kind: 'answer', hookId: hook.hookId, answer: given }, because }
}
