import type { EcsPort, ServiceRef } from '@slipway/aws/ecs'
import type { Log } from '@slipway/action-io'
import type { PastDeployment } from '@slipway/rollout'
import type { Course } from './course.ts'

/** The ARN to run; registers it first where that is planned. */
export async function ensureRegistered(
  { definition }: Extract<Course, { kind: 'start' }>,
  { ecs, log }: { readonly ecs: EcsPort; readonly log: Log },
): Promise<string> {
  if (definition.kind === 'reuse') return definition.arn
  const arn = await ecs.registerTaskDefinition(definition.document)
  log.info(`registered ${arn}`)
  return arn
}

/**
 * Looks for the service deployment that UpdateService started: one that was not there before, whose target revision
 * runs the definition. UpdateService does not return its ARN, and `currentServiceDeployment` may be stale.
 * Times are those of ECS, so that the runner's clock does not matter.
 */
export function finder(
  ecs: EcsPort,
  ref: ServiceRef,
  taskDefinitionArn: string,
  before: readonly PastDeployment[],
): () => Promise<string | undefined> {
  const known = new Set(before.map(({ arn }) => arn))
  const newest = before[0]
  const filter = newest === undefined ? {} : { after: newest.createdAt }
  return async () => {
    const fresh = (await ecs.listServiceDeployments(ref, filter)).filter(({ arn }) => !known.has(arn))
    const revisions = await ecs.describeServiceRevisions(fresh.map(({ targetRevisionArn }) => targetRevisionArn))
    const wanted = new Set(revisions.filter((one) => one.taskDefinition === taskDefinitionArn).map(({ arn }) => arn))
    return fresh.findLast(({ targetRevisionArn }) => wanted.has(targetRevisionArn))?.arn
  }
}
