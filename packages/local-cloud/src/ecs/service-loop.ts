import { apply } from './apply.ts'
import type { Effect } from './deployment/effects.ts'
import type { Observations } from './deployment/observations.ts'
import { drop, hold } from './deployment/scaling.ts'
import { step } from './deployment/step.ts'
import { lookUpRevision } from './find.ts'
import { currentDeployment, lastGoodRevision } from './new-deployment.ts'
import { observe } from './observe.ts'
import type { DeploymentRecord, ServiceRecord } from './records.ts'
import { recordDeployment } from './record-deployment.ts'
import { say } from './service-events.ts'
import { targetGroupsFor } from './target-groups.ts'
import type { World } from '../world.ts'

/** How often ECS is taken to look at a service, in the cloud's time; and how that is bounded on the wall. */
const lookMs = 1_000
const wallBounds = { least: 25, most: 1_000 }

/** Looks at a service again and again, until it is INACTIVE or the cloud stops. */
export function runService(world: World, service: ServiceRecord): void {
  const { speed } = world.clock
  const pause = Math.min(wallBounds.most, Math.max(wallBounds.least, world.clock.wall(lookMs)))
  const loop = async (): Promise<void> => {
    while (!world.stopping.aborted && service.status !== 'INACTIVE') {
      const woken = new AbortController()
      service.wake = () => woken.abort()
      look(world, service)
      await world.clock.sleep(pause * speed, AbortSignal.any([woken.signal, world.stopping]))
    }
  }
  loop().catch((error: unknown) => {
    // A service whose loop has died would hang for ever: it says so where clients look.
    say(
      world,
      service,
      `the local cloud failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    )
    throw error
  })
}

/** One look: the deployment that is under way moves by a step; without one the service is kept as it is. */
export function look(world: World, service: ServiceRecord): void {
  const deployment = currentDeployment(service)
  const seen = observe(world, service, deployment)
  if (deployment !== undefined) advance(world, deployment, seen)
  else if (service.status === 'DRAINING') drain(world, service, seen)
  else apply(world, service, keep(service, seen))
}

function advance(world: World, deployment: DeploymentRecord, seen: Observations): void {
  const { service, state: before } = deployment
  const { state, effects } = step(before, Date.now(), seen)
  deployment.state = state
  if (before.startedAt === undefined && state.startedAt !== undefined) placeTarget(deployment, seen)
  if (before.status !== state.status || before.stage !== state.stage) recordDeployment(world, deployment)
  apply(world, service, effects)
  if (before.rollback === undefined && state.rollback?.to !== undefined) {
    // As on AWS, the service names the task definition that it goes back to.
    service.taskDefinition = lookUpRevision(service, state.rollback.to)?.taskDefinition.arn ?? service.taskDefinition
  }
}

function placeTarget({ service, revision, state }: DeploymentRecord, seen: Observations): void {
  const serving = lookUpRevision(service, seen.lastGood ?? state.sources[0] ?? '')
  revision.targetGroups = targetGroupsFor(revision, state.plan.strategy, serving)
}

/** Between deployments: the last good revision in the number that is wanted. */
function keep(service: ServiceRecord, seen: Observations): readonly Effect[] {
  const revision = lastGoodRevision(service)
  return revision === undefined ? [] : hold(seen, revision.arn, seen.desiredCount)
}

function drain(world: World, service: ServiceRecord, seen: Observations): void {
  apply(
    world,
    service,
    [...new Set(seen.tasks.map(({ revision }) => revision))].flatMap((arn) => drop(seen, arn)),
  )
  if (seen.tasks.length === 0) service.status = 'INACTIVE'
}
