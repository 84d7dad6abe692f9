import type { PastDeployment } from '@slipway/rollout'
import type { EcsPort, ServiceRef } from '@slipway/aws/ecs'

/**
 * Looks for the service deployment that UpdateService started: one that was not there before, whose target revision
 * runs the definition. UpdateService does not return its ARN, and `currentServiceDeployment` may be stale. Of several it
 * is the newest: a forced UpdateService whose answer was lost is sent again, and begins another that replaces the first.
 * Times are those of ECS, so that the runner's clock does not matter.
 */
export function findStarted(
  ecs: EcsPort,
  ref: ServiceRef,
  taskDefinitionArn: string,
  before: readonly PastDeployment[],
): () => Promise<string | undefined> {
  const arnsBefore = new Set(before.map(({ arn }) => arn))
  const newest = before[0]
  const filter = newest === undefined ? {} : { after: newest.createdAt }
  return async () => {
    const fresh = (await ecs.listServiceDeployments(ref, filter)).filter(({ arn }) => !arnsBefore.has(arn))
    const revisions = await ecs.describeServiceRevisions(fresh.map(({ targetRevisionArn }) => targetRevisionArn))
    const wanted = new Set(revisions.filter((one) => one.taskDefinition === taskDefinitionArn).map(({ arn }) => arn))
    return fresh.find(({ targetRevisionArn }) => wanted.has(targetRevisionArn))?.arn
  }
}
