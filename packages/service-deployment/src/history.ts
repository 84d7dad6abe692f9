import { newestFirst, phaseOf, type PastDeployment } from '@slipway/rollout'
import type { EcsPort, ServiceRef } from '@slipway/aws/ecs'

/** Rollbacks in a row that are asked where they went; the first answer is nearly always enough. */
const asksAtMost = 20

/**
 * The deployments of a service that ECS still knows (90 days), newest first. Where the newest that ended were rolled
 * back, it is asked where to, one after the other until one says so: that is what the service runs.
 */
export async function readHistory(ecs: EcsPort, ref: ServiceRef): Promise<readonly PastDeployment[]> {
  const history = newestFirst(await ecs.listServiceDeployments(ref))
  const ended = history.filter(({ status }) => phaseOf(status) === 'over')
  const told = new Map<PastDeployment, PastDeployment>()
  for (const past of ended.slice(0, asksAtMost)) {
    if (past.status !== 'ROLLBACK_SUCCESSFUL') break
    const rolledBackTo = (await ecs.describeServiceDeployment(past.arn))?.rollback?.serviceRevisionArn
    told.set(past, { ...past, rolledBackTo })
    if (rolledBackTo !== undefined) break
  }
  return history.map((past) => told.get(past) ?? past)
}
