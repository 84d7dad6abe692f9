import type { ServiceRef } from '@slipway/aws/ecs'
import type { Judgement } from '@slipway/outcome'
import type { Evidence, RolloutReason, ServiceDeployment, Verified } from '@slipway/rollout'

/** `unchanged`: the service runs it already, from a deployment that succeeded. */
export type DeployReason = RolloutReason | 'unchanged'

export interface Result {
  readonly judgement: Judgement<DeployReason>
  readonly ref: ServiceRef
  readonly image: string
  /** Empty when there is none. */
  readonly taskDefinitionArn: string
  /** Empty when there is none. */
  readonly serviceDeploymentArn: string
  readonly verified: Verified
  /** What belongs to the verdict and could not be looked at. */
  readonly unseen?: readonly string[]
  /** As it was seen last. */
  readonly deployment?: ServiceDeployment | undefined
  /** Only of a deployment that did not pass. */
  readonly evidence?: Evidence
  readonly durationMs: number
}
