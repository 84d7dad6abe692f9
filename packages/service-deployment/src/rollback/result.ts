import type { ServiceRef } from '@slipway/aws/ecs'
import type { Judgement } from '@slipway/outcome'
import type { Evidence, RolloutReason, ServiceDeployment } from '@slipway/rollout'
import type { RollbackPlan } from './rollback-plan.ts'

/** `other-image`: the deployment back is SUCCESSFUL, but a tag of its task definition means another image by now. */
export type RollbackReason =
  | 'restored'
  | 'already-there'
  | 'no-known-good'
  | 'other-image'
  | Exclude<RolloutReason, 'deployed'>

export interface Result {
  readonly judgement: Judgement<RollbackReason>
  readonly ref: ServiceRef
  readonly plan: RollbackPlan
  /** The deployment that was followed; empty when there is none. */
  readonly serviceDeploymentArn: string
  /** What the service is to run; empty when nothing is known to be good. */
  readonly serviceRevisionArn: string
  readonly taskDefinitionArn: string
  /** What belongs to a pass and could not be looked at. */
  readonly unseen?: readonly string[]
  /** As it was seen last. */
  readonly deployment?: ServiceDeployment | undefined
  /** Only of a deployment that did not pass. */
  readonly evidence?: Evidence
  readonly durationMs: number
}

/** What carrying out the plan comes to. */
export type Outcome = Omit<Result, 'ref' | 'plan' | 'durationMs'>
