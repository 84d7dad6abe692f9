import type { DeploymentWatch } from '../deployment-watch.ts'
import type { ServiceRevision } from '@slipway/aws/ecs'
import { gatherEvidence } from '../evidence.ts'
import { untilCancelled } from '@slipway/control-loop'
import type { Judgement } from '@slipway/outcome'
import { unguarded, type RolloutEnd, type ServiceDeployment } from '@slipway/rollout'
import type { Job } from './job.ts'
import type { Ports } from './ports.ts'
import type { Outcome, RollbackReason } from './result.ts'

/** What the end of a deployment means for the target. */
export function ended(
  target: ServiceRevision,
  end: RolloutEnd,
  watch?: DeploymentWatch,
  deployment?: ServiceDeployment,
): Outcome {
  // Nothing else is verified here than that the images are those of the target.
  const reason = end.reason === 'verification-failed' ? 'other-image' : end.reason
  const serviceRevisionArn = deployment?.target?.arn ?? target.arn
  const judgement: Judgement<RollbackReason> =
    reason === 'deployed'
      ? {
          verdict: 'pass',
          reason: 'restored',
          message: `the service runs ${target.taskDefinition} again (${serviceRevisionArn})${unguarded(deployment)}`,
        }
      : { ...end, reason }
  return {
    judgement,
    serviceDeploymentArn: watch?.arn ?? '',
    serviceRevisionArn,
    taskDefinitionArn: target.taskDefinition,
    deployment,
  }
}

/** With what a deployment that did not pass left behind: looked at after the deadline too. */
export async function explained(job: Job, outcome: Outcome, { ecs, logs }: Ports): Promise<Outcome> {
  const { judgement, deployment, taskDefinitionArn } = outcome
  if (deployment === undefined || judgement.verdict === 'pass' || judgement.reason === 'cancelled') return outcome
  const since = deployment.createdAt ?? 0
  const suspect = { ref: job.ref, taskDefinitionArn, since }
  const evidence = await untilCancelled(job.signal, () => gatherEvidence(ecs, logs, suspect))
  return evidence === undefined ? outcome : { ...outcome, evidence }
}
