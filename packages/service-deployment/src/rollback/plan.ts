import type { EcsService, ServiceRef, ServiceRevision } from '@slipway/aws/ecs'
import { readServingHealth, type ServingPorts } from '../serving-health.ts'
import { shortfall, type PastDeployment } from '@slipway/rollout'
import { toGiven } from './given.ts'
import { toLastKnownGood } from './last-known-good.ts'
import { look } from './look.ts'
import { movedTags } from './moved-tags.ts'
import { needsUpdate, type Course, type RollbackPlan } from './rollback-plan.ts'

/** The service that is rolled back, as it is now. */
export interface Ground {
  readonly ref: ServiceRef
  readonly service: EcsService
  /** Newest first. */
  readonly history: readonly PastDeployment[]
}

/** Chooses where to go back to, from the service's deployments and the input `to`. */
export async function planRollback(ports: ServingPorts, ground: Ground, to: string): Promise<RollbackPlan> {
  const seen = await look(ports.ecs, ground.service, ground.history, to)
  const course = to === '' ? toLastKnownGood(seen) : toGiven(seen, to)
  const { unseen, ...kept } = await unlessShort(ports, ground, course, seen.serving)
  const { target, step } = kept
  return { ...kept, unseen, moved: target !== undefined && needsUpdate(step) ? movedTags(target, seen.known) : [] }
}

/** What is there already, but does not run as it is wanted, is deployed again: ECS shall say what becomes of it. */
async function unlessShort(
  ports: ServingPorts,
  { ref, service }: Ground,
  course: Course,
  serving: ServiceRevision | undefined,
): Promise<Course & Pick<RollbackPlan, 'unseen'>> {
  const isThere = course.step.kind === 'none' && course.step.reason === 'already-there'
  if (!isThere || serving === undefined) return { ...course, unseen: [] }
  const { health, unseen } = await readServingHealth(ports, ref, service, serving)
  const short = health.running === 0 ? 'none of its tasks runs' : shortfall(health)
  if (short === undefined) return { ...course, unseen }
  return { ...course, step: { kind: 'deploy' }, because: `${course.because}; but ${short}`, unseen: [] }
}
