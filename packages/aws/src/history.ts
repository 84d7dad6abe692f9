import { newestFirst, phaseOf, type PastDeployment } from '@slipway/rollout'
import type { EcsPort, ServiceRef } from './ecs.ts'

/**
 * The deployments of a service that ECS still knows (90 days), newest first. The newest ones that were rolled back
 * also say to which revision, so that it is known what the service runs.
 */
export async function readHistory(ecs: EcsPort, ref: ServiceRef): Promise<readonly PastDeployment[]> {
  const history = newestFirst(await ecs.listServiceDeployments(ref))
  const ended = history.filter(({ status }) => phaseOf(status) === 'over')
  const settled = ended.findIndex(({ status }) => status !== 'ROLLBACK_SUCCESSFUL')
  const unclear = new Set(settled < 0 ? ended : ended.slice(0, settled))
  return await Promise.all(history.map(async (past) => (unclear.has(past) ? await withRollback(ecs, past) : past)))
}

async function withRollback(ecs: EcsPort, past: PastDeployment): Promise<PastDeployment> {
  const deployment = await ecs.describeServiceDeployment(past.arn)
  return { ...past, rolledBackTo: deployment?.rollback?.serviceRevisionArn }
}
