import type { EcsPort, EcsService, ServiceRef, ServiceRevision } from '@slipway/aws/ecs'
import { readServingHealth, type ServingPorts } from '@slipway/aws/serving-health'
import { servingRevision, shortfall, underWay, type PastDeployment } from '@slipway/rollout'
import type { DefinitionPlan } from './definition/plan.ts'
import { inFlight } from './preflight.ts'

/** What a run does about what it found. Chosen from reads alone. */
export type Course =
  /** The service runs it already, from a deployment that succeeded, and all that is wanted of it: nothing to do. */
  | {
      readonly kind: 'unchanged'
      readonly taskDefinitionArn: string
      readonly serviceRevisionArn: string
      readonly because: string
      /** What this role may not look at. */
      readonly unseen: readonly string[]
    }
  /** A deployment of the same definition is under way, begun by a run that ended early. */
  | {
      readonly kind: 'attach'
      readonly taskDefinitionArn: string
      readonly serviceDeploymentArn: string
      readonly because: string
    }
  | Start

interface Start {
  readonly kind: 'start'
  readonly definition: DefinitionPlan
  /** The service names this definition already, so that only a forced deployment starts one. */
  readonly force: boolean
  readonly because: string
}

/** What a course is chosen from. */
export interface Ground {
  readonly ref: ServiceRef
  readonly service: EcsService
  /** Newest first. */
  readonly history: readonly PastDeployment[]
  readonly definition: DefinitionPlan
  readonly image: string
}

/** Throws when a deployment of something else is under way. */
export async function chooseCourse(ports: ServingPorts, ground: Ground): Promise<Course> {
  const { service, history, definition, image } = ground
  const current = underWay(history)
  if (current !== undefined) return await attach(ports.ecs, definition, current)
  if (definition.kind === 'register') return start(definition, false, 'a new task definition is to be deployed')
  const { arn } = definition
  if (service.taskDefinition !== arn) return start(definition, false, `the service runs ${service.taskDefinition}`)
  const serving = await settledRevision(ports.ecs, history)
  if (serving?.taskDefinition !== arn) {
    const because = `the service names ${arn}, but no SUCCESSFUL service deployment that ECS still knows made what it runs`
    return start(definition, true, because)
  }
  if (!isDigest(image)) {
    const because = `the service runs ${arn} already, but the tag in ${image} may mean another image by now`
    return start(definition, true, because)
  }
  return await unlessShort(ports, ground, serving)
}

/** Whether a reference can only ever mean one image. */
export function isDigest(image: string): boolean {
  return image.includes('@sha256:')
}

function start(definition: DefinitionPlan, force: boolean, because: string): Start {
  return { kind: 'start', definition, force, because }
}

/** Nothing is to be done about a release that runs as it is wanted; of any other ECS shall say anew what becomes of it. */
async function unlessShort(
  ports: ServingPorts,
  { ref, service, definition }: Ground,
  revision: ServiceRevision,
): Promise<Course> {
  const { taskDefinition } = revision
  const { health, unseen } = await readServingHealth(ports, ref, service, revision)
  const short = shortfall(health)
  if (short !== undefined)
    return start(definition, true, `the service runs ${taskDefinition} already, but ${short}; deploying it again`)
  const because = `the service runs ${taskDefinition} already, from a SUCCESSFUL service deployment; ${health.running} of ${health.wanted} wanted tasks run`
  return { kind: 'unchanged', taskDefinitionArn: taskDefinition, serviceRevisionArn: revision.arn, because, unseen }
}

async function attach(ecs: EcsPort, definition: DefinitionPlan, current: PastDeployment): Promise<Course> {
  const [revision] = await ecs.describeServiceRevisions([current.targetRevisionArn])
  const runs = revision?.taskDefinition ?? current.targetRevisionArn
  if (definition.kind === 'register' || definition.arn !== runs) throw await inFlight(ecs, current, runs)
  const because = `a service deployment of ${runs} is under way already; following it`
  return { kind: 'attach', taskDefinitionArn: runs, serviceDeploymentArn: current.arn, because }
}

/** The revision that serves, where a deployment that succeeded left it there. */
async function settledRevision(
  ecs: EcsPort,
  history: readonly PastDeployment[],
): Promise<ServiceRevision | undefined> {
  const serving = servingRevision(history)
  if (serving?.settled !== true) return undefined
  const [revision] = await ecs.describeServiceRevisions([serving.revisionArn])
  return revision
}
