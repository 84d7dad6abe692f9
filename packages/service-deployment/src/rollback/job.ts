import { watchDeployment, type DeploymentWatch } from '../deployment-watch.ts'
import type { ServiceRef } from '@slipway/aws/ecs'
import type { Plan } from '@slipway/rollout'
import type { RollbackRequest } from './request.ts'
import type { Ports } from './ports.ts'

/** One run's task. */
export interface Job {
  readonly request: RollbackRequest
  readonly ref: ServiceRef
  readonly signal: AbortSignal
  /** Epoch milliseconds. */
  readonly deadline: number
}

export function watchWith(
  { ref, deadline, signal }: Job,
  find: () => Promise<string | undefined>,
  { ecs, clock }: Ports,
  resumed = false,
): DeploymentWatch {
  return watchDeployment({ ecs, ref, find, resumed, deadline, now: () => clock.now(), signal })
}

export function planOf({ deadline, request }: Job, proven: boolean): Plan {
  // A rollback that is cut off half-way is worse than one that ECS finishes alone.
  return { deadline, pollMs: request.pollMs, pauses: proven ? 'continue' : 'refuse', verifyMs: 0, onCancel: 'leave' }
}
