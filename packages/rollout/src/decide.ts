import { ending, ownDoing } from './ending.ts'
import { decidePause, decideRunaway } from './pause.ts'
import type { Observation, Plan, RolloutDecision, RolloutEnd } from './plan.ts'
import { progress } from './progress.ts'
import { refusals } from './refusals.ts'
import type { ServiceDeployment } from './service-deployment.ts'
import { phaseOf } from './status.ts'

/** How long after a cancellation a deployment is looked for, or asked to stop again, in milliseconds. */
const cancelGrace = 4_000

/**
 * What to do next about one service deployment. Total: any status, stage or hook leads to a decision, and from the
 * deadline on only to ones that end. Passes on SUCCESSFUL alone, and continues a pause only after its verification
 * passed (or where the plan says that the revision has already proven itself).
 */
export function decide(plan: Plan, observation: Observation, now: number): RolloutDecision {
  const { deployment } = observation
  const over = deployment === undefined ? undefined : ending(plan, observation, deployment)
  if (over !== undefined) return end(over)
  if (observation.cancelledAt !== undefined) return cancelled(plan, observation, observation.cancelledAt, now)
  const act = nextAct(plan, observation, now)
  if (act !== undefined) return act
  if (!(now < plan.deadline)) return end(timedOut(observation))
  return wait(
    plan,
    now,
    observation.trouble ??
      (deployment === undefined ? 'looking for the service deployment' : goingOn(observation, deployment)),
  )
}

function nextAct(plan: Plan, observation: Observation, now: number): RolloutDecision | undefined {
  const { deployment, trouble } = observation
  if (deployment === undefined || trouble !== undefined) return undefined
  return decidePause(plan, observation, deployment, now) ?? decideRunaway(observation, deployment)
}

function cancelled(plan: Plan, observation: Observation, since: number, now: number): RolloutDecision {
  const { deployment, stop, trouble } = observation
  if (deployment === undefined) {
    const seek = plan.onCancel === 'stop' && now - since < cancelGrace
    if (seek) return { kind: 'wait', ms: 500, because: 'cancelled: looking for the service deployment to stop' }
    return end(byCancel('the service deployment was not seen; ECS may still be working on it'))
  }
  if (plan.onCancel === 'leave') return end(byCancel(`${deployment.arn} is left to ECS: ${progress(deployment)}`))
  if (stop.kind === 'refused') return end(byCancel(`${deployment.arn} could not be stopped: ${stop.message}`))
  if (stop.kind === 'sent') return end(byCancel(`ECS was asked to roll ${deployment.arn} back, and does so by itself`))
  if (phaseOf(deployment.status) === 'under-way') {
    if (trouble !== undefined && !(now - since < cancelGrace))
      return end(byCancel(`${deployment.arn} could not be stopped: ${trouble}`))
    return { kind: 'act', command: { kind: 'stop' }, because: 'cancelled: rolling the deployment back' }
  }
  return end(byCancel(`${deployment.arn} is rolled back or stopped already: ${progress(deployment)}`))
}

function timedOut(observation: Observation): RolloutEnd {
  const { deployment, trouble } = observation
  const own = ownDoing(observation)
  const still =
    deployment === undefined
      ? 'no service deployment of this target was seen'
      : `${deployment.arn} goes on: ${progress(deployment)}`
  const why = own === undefined ? '' : `; rolled back because ${own.message}`
  return {
    verdict: 'inconclusive',
    reason: 'timeout',
    message: `not over at the deadline; ${still}${why}${refusals(observation)}${trouble === undefined ? '' : `; ${trouble}`}`,
  }
}

function goingOn(observation: Observation, deployment: ServiceDeployment): string {
  const paused = deployment.hooks.filter(({ status }) => status === 'AWAITING_ACTION').length
  const own = phaseOf(deployment.status) === 'leaving' ? ownDoing(observation) : undefined
  const line = `${progress(deployment)}${refusals(observation)}`
  if (own !== undefined) return `${line}; asked for because ${own.message}`
  return paused === 0 ? line : `${line}; paused`
}

function wait(plan: Plan, now: number, because: string): RolloutDecision {
  return { kind: 'wait', ms: Math.max(1, Math.min(plan.pollMs, plan.deadline - now)), because }
}

function byCancel(message: string): RolloutEnd {
  return { verdict: 'inconclusive', reason: 'cancelled', message: `cancelled; ${message}` }
}

function end(judgement: RolloutEnd): RolloutDecision {
  return { kind: 'end', end: judgement, because: judgement.message }
}
