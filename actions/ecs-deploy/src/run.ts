import type { Log } from '@slipway/outcome'
import { askCaller, describeCaller } from '@slipway/aws/caller'
import type { ServiceRef } from '@slipway/aws/ecs'
import { serviceRef } from '@slipway/aws/service-ref'
import { untilDeadline } from '@slipway/aws/within'
import { evidenceLines, guardsOff, type Evidence } from '@slipway/rollout'
import { deploy, type Outcome } from './deploy.ts'
import type { DeployInputs } from './inputs.ts'
import type { Ports } from './ports.ts'
import { resolveImage } from './resolve-image.ts'
import type { Result } from './result.ts'

/** Deploys one image to one service and follows that one service deployment to its end. */
export async function run(inputs: DeployInputs, ports: Ports, signal: AbortSignal): Promise<Result> {
  const startedAt = ports.clock.now()
  const ref = serviceRef(inputs.cluster, inputs.service)
  await introduce(ref, inputs.image, ports)
  const image = await untilDeadline(startedAt + inputs.timeoutMs, ports.clock.now(), () =>
    resolveImage(inputs.image, ports.imageTags),
  )
  if (image.given !== image.exact) ports.log.info(`${image.given} means ${image.digest} now; that is what is deployed`)
  const outcome = await deploy({ inputs, ref, image, startedAt, signal }, ports)
  if (lacks(outcome, inputs)) ports.log.warning(outcome.judgement.message)
  if (outcome.evidence !== undefined) await showEvidence(outcome.evidence, ports.log)
  return {
    ...outcome,
    ref,
    image: image.given === image.exact ? image.exact : `${image.exact}, as ${image.given}`,
    durationMs: ports.clock.now() - startedAt,
  }
}

/** Whether a pass lacks a check that was asked for or belongs to it, or a guard: its message says which. */
function lacks({ judgement, verified, unseen = [], deployment }: Outcome, { verify }: DeployInputs): boolean {
  if (judgement.verdict !== 'pass') return false
  const unverified = verify !== undefined && verified === 'false'
  return unverified || unseen.length > 0 || (deployment !== undefined && guardsOff(deployment).length > 0)
}

async function introduce({ cluster, service }: ServiceRef, image: string, { sts, log }: Ports): Promise<void> {
  log.info(describeCaller(await askCaller(sts, log)))
  log.info(`deploying ${image} to service ${service} in cluster ${cluster}`)
}

async function showEvidence(evidence: Evidence, log: Log): Promise<void> {
  await log.group('What the deployment left behind', async () => {
    for (const line of evidenceLines(evidence)) log.info(line)
  })
}
