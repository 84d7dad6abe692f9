import type { Log } from '@slipway/action-io'
import type { ServiceRef } from '@slipway/aws/ecs'
import { serviceRef } from '@slipway/aws/service-ref'
import { evidenceLines, type Evidence } from '@slipway/rollout'
import { isDigest } from './course.ts'
import { deploy } from './deploy.ts'
import type { DeployInputs } from './inputs.ts'
import type { Ports } from './ports.ts'
import type { Result } from './result.ts'

/** Deploys one image to one service and follows that one service deployment to its end. */
export async function run(inputs: DeployInputs, ports: Ports, signal: AbortSignal): Promise<Result> {
  const startedAt = ports.clock.now()
  const ref = serviceRef(inputs.cluster, inputs.service)
  await introduce(ref, inputs.image, ports)
  const outcome = await deploy({ inputs, ref, startedAt, signal }, ports)
  if (outcome.evidence !== undefined) await showEvidence(outcome.evidence, ports.log)
  return { ...outcome, ref, image: inputs.image, durationMs: ports.clock.now() - startedAt }
}

async function introduce({ cluster, service }: ServiceRef, image: string, { sts, log }: Ports): Promise<void> {
  const { accountId, arn, region } = await sts.whoAmI()
  log.info(`account ${accountId}, region ${region}, as ${arn}`)
  log.info(`deploying ${image} to service ${service} in cluster ${cluster}`)
  if (!isDigest(image)) {
    log.warning(`${image} is a tag, which can come to mean another image; deploy the digest to know what runs`)
  }
}

async function showEvidence(evidence: Evidence, log: Log): Promise<void> {
  await log.group('What the deployment left behind', async () => {
    for (const line of evidenceLines(evidence)) log.info(line)
  })
}
