import type { EcsPort, EcsService, ServiceRef, ServiceRevision } from '@slipway/aws/ecs'
import { readServingHealth, type ServingPorts } from '../serving-health.ts'
import { servingRevision, shortfall, underWay, type PastDeployment } from '@slipway/rollout'
import type { DefinitionPlan } from './definition/plan.ts'
import { likenessOf } from './likeness.ts'
import { inFlight } from './preflight.ts'
import type { ResolvedImage } from './resolve-image.ts'

/** What a run does about what it found. Chosen from reads alone. */
export type Approach =
  /** The service runs it already, from a deployment that succeeded, and all that is wanted of it: nothing to do. */
  | {
      readonly kind: 'unchanged'
      readonly taskDefinitionArn: string
      readonly serviceRevisionArn: string
      readonly because: string
      /** What could not be looked at, and why. */
      readonly unseen: readonly string[]
    }
  /** A deployment of the same release is under way, begun by a run that ended early. */
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

/** A deployment of what the tag meant before is under way, or ECS does not say yet what it became there. */
export interface Wait {
  readonly kind: 'wait'
  readonly because: string
}

/** What an approach is chosen from. */
export interface Situation {
  readonly ref: ServiceRef
  readonly service: EcsService
  /** Newest first. */
  readonly history: readonly PastDeployment[]
  readonly definition: DefinitionPlan
  readonly image: ResolvedImage
}

/** Throws when a deployment of something else is under way. */
export async function chooseApproach(ports: ServingPorts, situation: Situation): Promise<Approach | Wait> {
  const { service, history, definition } = situation
  const current = underWay(history)
  if (current !== undefined) return await beside(ports.ecs, situation, current)
  const serving = await settledRevision(ports.ecs, history)
  const same = serving !== undefined && (await likenessOf(ports.ecs, releaseOf(situation), serving)) === 'same'
  if (same && service.taskDefinition === serving.taskDefinition) return await unlessShort(ports, situation, serving)
  if (definition.kind === 'register') return start(situation, 'a new task definition is to be deployed')
  const { arn } = definition
  if (service.taskDefinition !== arn) return start(situation, `the service runs ${service.taskDefinition}`)
  return start(
    situation,
    `the service names ${arn}, but no SUCCESSFUL service deployment that ECS still knows made what it runs`,
  )
}

function start({ service, definition }: Situation, because: string): Start {
  const force = definition.kind === 'reuse' && definition.arn === service.taskDefinition
  return { kind: 'start', definition, force, because }
}

function releaseOf({ definition, image }: Situation): Parameters<typeof likenessOf>[1] {
  return { definition, digest: image.digest }
}

/** Nothing is to be done about a release that runs as it is wanted; of any other ECS shall say anew what becomes of it. */
async function unlessShort(ports: ServingPorts, situation: Situation, revision: ServiceRevision): Promise<Approach> {
  const { taskDefinition } = revision
  const { health, unseen } = await readServingHealth(ports, situation.ref, situation.service, revision)
  const short = shortfall(health)
  if (short !== undefined) return start(situation, `the service runs ${taskDefinition} already, but ${short}`)
  const because = `the service runs ${taskDefinition} already, from a SUCCESSFUL service deployment; ${health.running} of ${health.wanted} wanted tasks run`
  return { kind: 'unchanged', taskDefinitionArn: taskDefinition, serviceRevisionArn: revision.arn, because, unseen }
}

/** The same release is followed; one that differs in what the tag meant is waited for; anything else is in the way. */
async function beside(ecs: EcsPort, situation: Situation, current: PastDeployment): Promise<Approach | Wait> {
  const { arn, targetRevisionArn } = current
  const [revision] = await ecs.describeServiceRevisions([targetRevisionArn])
  const likeness = revision === undefined ? 'other' : await likenessOf(ecs, releaseOf(situation), revision)
  const runs = revision?.taskDefinition ?? targetRevisionArn
  if (likeness === 'same') {
    const because = `a service deployment of ${runs} is under way already; following it`
    return { kind: 'attach', taskDefinitionArn: runs, serviceDeploymentArn: arn, because }
  }
  const { given, exact } = situation.image
  if (likeness === 'other' || given === exact) throw await inFlight(ecs, current, runs)
  const what =
    likeness === 'other-image'
      ? `another image than ${given} means now`
      : 'an image of which ECS does not say yet which one'
  return {
    kind: 'wait',
    because: `waiting for the end of ${arn}, which deploys the same definition with ${what}`,
  }
}

/** The revision that serves, where a deployment that succeeded left it there. */
async function settledRevision(ecs: EcsPort, history: readonly PastDeployment[]): Promise<ServiceRevision | undefined> {
  const serving = servingRevision(history)
  if (serving?.settled !== true) return undefined
  const [revision] = await ecs.describeServiceRevisions([serving.revisionArn])
  return revision
}
