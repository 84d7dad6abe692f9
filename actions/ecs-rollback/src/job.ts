import { watchDeployment, type DeploymentWatch } from '@slipway/aws/deployment-watch'
import type { ServiceRef } from '@slipway/aws/ecs'
import type { Plan } from '@slipway/rollout'
import type { RollbackInputs } from './inputs.ts'
import type { Ports } from './ports.ts'

/** One run's task. */
export interface Job {
  readonly inputs: RollbackInputs
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

export function planOf({ deadline, inputs }: Job, proven: boolean): Plan {
  // A rollback that is cut off half-way is worse than one that ECS finishes alone.
  return { deadline, pollMs: inputs.pollMs, pauses: proven ? 'continue' : 'refuse', verifyMs: 0, onCancel: 'leave' }
}
