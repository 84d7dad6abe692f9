import { apply } from './apply.ts'
import type { Deployment } from './deployment/deployment.ts'
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
import type { EcsContext } from './context.ts'

/** How often ECS is taken to look at a service, in the cloud's time; and how that is bounded on the wall. */
const lookMs = 1_000
const wallBounds = { least: 25, most: 1_000 }

/** Looks at a service again and again, until it is INACTIVE or the cloud stops. */
export function runService(world: EcsContext, service: ServiceRecord): void {
  const { speed } = world.clock
  const pause = Math.min(wallBounds.most, Math.max(wallBounds.least, world.clock.wall(lookMs)))
  const loop = async (): Promise<void> => {
    while (!world.stopping.aborted && service.status !== 'INACTIVE') {
      const woken = new AbortController()
      service.wake = () => woken.abort()
      lookOrSayWhyNot(world, service)
      await world.clock.sleep(pause * speed, AbortSignal.any([woken.signal, world.stopping]))
    }
  }
  void loop()
}

/** A look can fail where a target group or a rule is gone; the service says so, as on ECS, and looks again. */
function lookOrSayWhyNot(world: EcsContext, service: ServiceRecord): void {
  try {
    look(world, service)
  } catch (error) {
    const message = `failed to be looked after with (error ${error instanceof Error ? error.message : String(error)})`
    if (service.events[0]?.message?.endsWith(message) !== true) say(world, service, message)
  }
}

/** One look: the deployment that is under way moves by a step; without one the service is kept as it is. */
export function look(world: EcsContext, service: ServiceRecord): void {
  const deployment = currentDeployment(service)
  const seen = observe(world, service, deployment)
  if (deployment !== undefined) advance(world, deployment, seen)
  else if (service.status === 'DRAINING') drain(world, service, seen)
  else apply(world, service, keep(service, seen))
}

function advance(world: EcsContext, deployment: DeploymentRecord, seen: Observations): void {
  const { service, state: before } = deployment
  const { state, effects } = step(before, Date.now(), seen)
  if (before.startedAt === undefined && state.startedAt !== undefined) placeTarget(deployment, state)
  // What cannot be done is asked for again by the next step: only then is the new state true.
  apply(world, service, effects)
  deployment.state = state
  if (before.status !== state.status || before.stage !== state.stage) recordDeployment(world, deployment)
  if (before.rollback === undefined && state.rollback?.to !== undefined) restoreTaskDefinition(deployment)
}

/** As on AWS, the service names the task definition that it goes back to, unless it was told of a newer one. */
function restoreTaskDefinition({ service, state }: DeploymentRecord): void {
  if (service.deployments.at(-1)?.state !== state) return
  const restored = lookUpRevision(service, state.rollback?.to ?? '')
  service.taskDefinition = restored?.taskDefinition.arn ?? service.taskDefinition
}

function placeTarget({ service, revision }: DeploymentRecord, state: Deployment): void {
  const serving = lookUpRevision(service, state.sources[0] ?? '')
  revision.targetGroups = targetGroupsFor(revision, state.plan.strategy, serving)
}

/** Between deployments: the last good revision in the number that is wanted. */
function keep(service: ServiceRecord, seen: Observations): readonly Effect[] {
  const revision = lastGoodRevision(service)
  return revision === undefined ? [] : hold(seen, revision.arn, seen.desiredCount)
}

function drain(world: EcsContext, service: ServiceRecord, seen: Observations): void {
  apply(
    world,
    service,
    [...new Set(seen.tasks.map(({ revision }) => revision))].flatMap((arn) => drop(seen, arn)),
  )
  if (seen.tasks.length === 0) service.status = 'INACTIVE'
}
