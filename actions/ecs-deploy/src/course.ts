import type { EcsPort, EcsService } from '@slipway/aws/ecs'
import { servingRevision, underWay, type PastDeployment } from '@slipway/rollout'
import type { DefinitionPlan } from './definition/plan.ts'
import { inFlight } from './preflight.ts'

/** What a run does about what it found. Chosen from reads alone. */
export type Course =
  /** The service runs it already, from a deployment that succeeded: nothing to do. */
  | {
      readonly kind: 'unchanged'
      readonly taskDefinitionArn: string
      readonly serviceRevisionArn: string
      readonly because: string
    }
  /** A deployment of the same definition is under way, begun by a run that ended early. */
  | {
      readonly kind: 'attach'
      readonly taskDefinitionArn: string
      readonly serviceDeploymentArn: string
      readonly because: string
    }
  | {
      readonly kind: 'start'
      readonly definition: DefinitionPlan
      /** The service names this definition already, so that only a forced deployment starts one. */
      readonly force: boolean
      readonly because: string
    }

/** What a course is chosen from. */
export interface Ground {
  readonly service: EcsService
  /** Newest first. */
  readonly history: readonly PastDeployment[]
  readonly definition: DefinitionPlan
  readonly image: string
}

/** Throws when a deployment of something else is under way. */
export async function chooseCourse(ecs: EcsPort, { service, history, definition, image }: Ground): Promise<Course> {
  const current = underWay(history)
  if (current !== undefined) return await attach(ecs, definition, current)
  if (definition.kind === 'register') {
    return { kind: 'start', definition, force: false, because: 'a new task definition is to be deployed' }
  }
  const { arn } = definition
  if (service.taskDefinition !== arn) {
    return { kind: 'start', definition, force: false, because: `the service runs ${service.taskDefinition}` }
  }
  const serving = await settledRevision(ecs, arn, history)
  if (serving === undefined) {
    const because = `the service names ${arn}, but no SUCCESSFUL service deployment that ECS still knows made what it runs`
    return { kind: 'start', definition, force: true, because }
  }
  if (!isDigest(image)) {
    const because = `the service runs ${arn} already, but the tag in ${image} may mean another image by now`
    return { kind: 'start', definition, force: true, because }
  }
  const because = `the service runs ${arn} already, from a SUCCESSFUL service deployment`
  return { kind: 'unchanged', taskDefinitionArn: arn, serviceRevisionArn: serving, because }
}

/** Whether a reference can only ever mean one image. */
export function isDigest(image: string): boolean {
  return image.includes('@sha256:')
}

async function attach(ecs: EcsPort, definition: DefinitionPlan, current: PastDeployment): Promise<Course> {
  const runs = await taskDefinitionOf(ecs, current.targetRevisionArn)
  if (definition.kind === 'register' || definition.arn !== runs) throw await inFlight(ecs, current, runs)
  const because = `a service deployment of ${runs} is under way already; following it`
  return { kind: 'attach', taskDefinitionArn: runs, serviceDeploymentArn: current.arn, because }
}

/** The revision that serves, where it is of this definition and a deployment that succeeded left it there. */
async function settledRevision(
  ecs: EcsPort,
  arn: string,
  history: readonly PastDeployment[],
): Promise<string | undefined> {
  const serving = servingRevision(history)
  if (serving?.settled !== true || (await taskDefinitionOf(ecs, serving.revisionArn)) !== arn) return undefined
  return serving.revisionArn
}

async function taskDefinitionOf(ecs: EcsPort, revisionArn: string): Promise<string> {
  const [revision] = await ecs.describeServiceRevisions([revisionArn])
  return revision?.taskDefinition ?? revisionArn
}
