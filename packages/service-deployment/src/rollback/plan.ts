import type { EcsService, ServiceRef, ServiceRevision } from '@slipway/aws/ecs'
import { readServingHealth, type ServingPorts } from '../serving-health.ts'
import { shortfall, type PastDeployment } from '@slipway/rollout'
import { toGiven } from './given.ts'
import { toLastKnownGood } from './last-known-good.ts'
import { look } from './look.ts'
import { movedTags } from './moved-tags.ts'
import { needsUpdate, type Approach, type RollbackPlan } from './rollback-plan.ts'

/** The service that is rolled back, as it is now. */
export interface Situation {
  readonly ref: ServiceRef
  readonly service: EcsService
  /** Newest first. */
  readonly history: readonly PastDeployment[]
}

/** Chooses where to go back to, from the service's deployments and the input `to`. */
export async function planRollback(ports: ServingPorts, situation: Situation, to: string): Promise<RollbackPlan> {
  const seen = await look(ports.ecs, situation.service, situation.history, to)
  const approach = to === '' ? toLastKnownGood(seen) : toGiven(seen, to)
  const { unseen, ...kept } = await unlessShort(ports, situation, approach, seen.serving)
  const { target, step } = kept
  return { ...kept, unseen, moved: target !== undefined && needsUpdate(step) ? movedTags(target, seen.known) : [] }
}

/** What is there already, but does not run as it is wanted, is deployed again: ECS shall say what becomes of it. */
async function unlessShort(
  ports: ServingPorts,
  { ref, service }: Situation,
  approach: Approach,
  serving: ServiceRevision | undefined,
): Promise<Approach & Pick<RollbackPlan, 'unseen'>> {
  const isThere = approach.step.kind === 'none' && approach.step.reason === 'already-there'
  if (!isThere || serving === undefined) return { ...approach, unseen: [] }
  const { health, unseen } = await readServingHealth(ports, ref, service, serving)
  const short = health.running === 0 ? 'none of its tasks runs' : shortfall(health)
  if (short === undefined) return { ...approach, unseen }
  return { ...approach, step: { kind: 'deploy' }, because: `${approach.because}; but ${short}`, unseen: [] }
}
