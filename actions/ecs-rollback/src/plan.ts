import type { EcsPort, EcsService } from '@slipway/aws/ecs'
import type { PastDeployment } from '@slipway/rollout'
import { toGiven } from './given.ts'
import { toLastKnownGood } from './last-known-good.ts'
import { look } from './look.ts'
import { movedTags } from './moved-tags.ts'
import { needsUpdate, type RollbackPlan } from './rollback-plan.ts'

/** Chooses where to go back to, from the service's deployments, newest first, and the input `to`. */
export async function planRollback(
  ecs: EcsPort,
  service: EcsService,
  history: readonly PastDeployment[],
  to: string,
): Promise<RollbackPlan> {
  const seen = await look(ecs, service, history, to)
  const course = to === '' ? toLastKnownGood(seen) : toGiven(seen, to)
  const { target, step } = course
  return { ...course, moved: target !== undefined && needsUpdate(step) ? movedTags(target, seen.known) : [] }
}
