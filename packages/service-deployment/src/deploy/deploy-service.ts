import type { Log } from '@slipway/outcome'
import { askCaller, describeCaller } from '@slipway/aws/caller'
import type { ServiceRef } from '@slipway/aws/ecs'
import { serviceRef } from '@slipway/aws/service-ref'
import { untilDeadline } from '@slipway/aws/within'
import { evidenceLines, guardsOff, type Evidence } from '@slipway/rollout'
import { deploy, type Outcome } from './deploy.ts'
import type { DeployRequest } from './request.ts'
import type { Ports } from './ports.ts'
import { resolveImage } from './resolve-image.ts'
import type { Result } from './result.ts'

/** Deploys one image to one service and follows that one service deployment to its end. */
export async function deployService(request: DeployRequest, ports: Ports, signal: AbortSignal): Promise<Result> {
  const startedAt = ports.clock.now()
  const ref = serviceRef(request.cluster, request.service)
  await introduce(ref, request.image, ports)
  const image = await untilDeadline(startedAt + request.timeoutMs, ports.clock.now(), () =>
    resolveImage(request.image, ports.imageTags),
  )
  if (image.given !== image.exact) ports.log.info(`${image.given} means ${image.digest} now; that is what is deployed`)
  const outcome = await deploy({ request, ref, image, startedAt, signal }, ports)
  if (lacks(outcome, request)) ports.log.warning(outcome.judgement.message)
  if (outcome.evidence !== undefined) await showEvidence(outcome.evidence, ports.log)
  return {
    ...outcome,
    ref,
    image: image.given === image.exact ? image.exact : `${image.exact}, as ${image.given}`,
    durationMs: ports.clock.now() - startedAt,
  }
}

/** Whether a pass lacks a check that was asked for or belongs to it, or a guard: its message says which. */
function lacks({ judgement, verified, unseen = [], deployment }: Outcome, { verify }: DeployRequest): boolean {
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
