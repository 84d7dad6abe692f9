import type { ServiceRef } from '@slipway/aws/ecs'
import type { DeployRequest } from './request.ts'
import type { ResolvedImage } from './resolve-image.ts'

/** One run's task, and when it began. */
export interface Job {
  readonly request: DeployRequest
  readonly ref: ServiceRef
  readonly image: ResolvedImage
  /** Epoch milliseconds. */
  readonly startedAt: number
  readonly signal: AbortSignal
}
