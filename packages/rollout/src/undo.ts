import type { Decision } from '@slipway/outcome'
import type { Observation, Plan, RolloutEnd } from './plan.ts'
import { progress } from './progress.ts'
import { refusals } from './refusals.ts'
import { ending } from './ending.ts'
import { phaseOf } from './status.ts'

/** `undone`: ECS rolled back, to that revision where it says which. `finished`: it ended before it could be undone. */
export type UndoEnd =
  | { readonly kind: 'undone'; readonly serviceRevisionArn: string | undefined }
  | { readonly kind: 'finished'; readonly status: string }
  | { readonly kind: 'judged'; readonly judgement: RolloutEnd }

export type UndoDecision = Decision<{ readonly kind: 'stop' }, UndoEnd>

/**
 * Undoes a deployment that is under way: StopServiceDeployment with ROLLBACK once, then wait for what comes of it.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StopServiceDeployment.html
 */
export function decideUndo(plan: Plan, observation: Observation, now: number): UndoDecision {
  const { deployment, stop, trouble } = observation
  const over = deployment === undefined ? undefined : ending(plan, observation, deployment)
  if (deployment !== undefined && over !== undefined)
    return settled(deployment.status, deployment.rollback?.serviceRevisionArn, over)
  const still =
    deployment === undefined ? 'looking at the deployment under way' : `${progress(deployment)}${refusals(observation)}`
  if (observation.cancelledAt !== undefined) return judged('cancelled', `cancelled; left to ECS: ${still}`)
  const canStop = deployment !== undefined && phaseOf(deployment.status) === 'under-way' && trouble === undefined
  if (canStop && stop.kind === 'none') {
    return { kind: 'act', command: { kind: 'stop' }, because: `rolling back ${deployment.arn}: ${still}` }
  }
  if (!(now < plan.deadline)) return judged('timeout', `the rollback is not over at the deadline; ${still}`)
  return { kind: 'wait', ms: Math.max(1, Math.min(plan.pollMs, plan.deadline - now)), because: trouble ?? still }
}

function settled(status: string, serviceRevisionArn: string | undefined, judgement: RolloutEnd): UndoDecision {
  if (status === 'ROLLBACK_SUCCESSFUL') {
    const because = `rolled back to ${serviceRevisionArn ?? 'the last service revision'}`
    return { kind: 'end', end: { kind: 'undone', serviceRevisionArn }, because }
  }
  if (status === 'ROLLBACK_FAILED')
    return { kind: 'end', end: { kind: 'judged', judgement }, because: judgement.message }
  return { kind: 'end', end: { kind: 'finished', status }, because: `the deployment under way ended first: ${status}` }
}

function judged(reason: 'cancelled' | 'timeout', message: string): UndoDecision {
  return {
    kind: 'end',
    end: { kind: 'judged', judgement: { verdict: 'inconclusive', reason, message } },
    because: message,
  }
}
