import type { Log } from '@slipway/outcome'
import { askCaller, describeCaller } from '@slipway/aws/caller'
import type { EcsService, ServiceRef, ServiceRevision } from '@slipway/aws/ecs'
import { findService } from '../find-service.ts'
import { readHistory } from '../history.ts'
import { serviceRef } from '@slipway/aws/service-ref'
import { readsInTime } from '../reads-in-time.ts'
import { untilDeadline } from '@slipway/aws/within'
import { evidenceLines, unguarded, type Evidence } from '@slipway/rollout'
import { carryOut } from './carry-out.ts'
import { explained } from './ended.ts'
import type { RollbackRequest } from './request.ts'
import type { Job } from './job.ts'
import { planRollback } from './plan.ts'
import { needsUpdate, type RollbackPlan } from './rollback-plan.ts'
import type { Ports } from './ports.ts'
import { hasPause, requireActive, unverifiable } from './preflight.ts'
import type { Outcome, Result } from './result.ts'

/** Shows where the service goes back to and why, then takes it there and follows that to the end. */
export async function rollBackService(request: RollbackRequest, ports: Ports, signal: AbortSignal): Promise<Result> {
  const { clock, log } = ports
  const startedAt = clock.now()
  const ref = serviceRef(request.cluster, request.service)
  await introduce(ref, ports)
  const deadline = startedAt + request.timeoutMs
  const inTime = { ...ports, ecs: readsInTime(ports.ecs, deadline, () => clock.now()) }
  const { service, plan } = await untilDeadline(deadline, clock.now(), () => planFor(ref, request.to, inTime))
  showPlan(plan, log)
  warn(plan, service, log)
  const job = { request, ref, signal, deadline }
  const outcome = await explained(job, await begin(job, plan, service, inTime), ports)
  if (lacks(outcome)) log.warning(outcome.judgement.message)
  if (outcome.evidence !== undefined) await showEvidence(outcome.evidence, log)
  return { ...outcome, ref, plan, durationMs: clock.now() - startedAt }
}

/** Whether a pass lacks a check or a guard that belongs to it: its message says which. */
function lacks({ judgement, deployment, unseen = [] }: Outcome): boolean {
  if (judgement.verdict !== 'pass') return false
  return unseen.length > 0 || (deployment !== undefined && unguarded(deployment) !== '')
}

async function planFor(
  ref: ServiceRef,
  to: string,
  ports: Ports,
): Promise<{ readonly service: EcsService; readonly plan: RollbackPlan }> {
  const service = await findService(ports.ecs, ref)
  const history = await readHistory(ports.ecs, ref)
  return { service, plan: await planRollback(ports, { ref, service, history }, to) }
}

async function begin(job: Job, plan: RollbackPlan, service: EcsService, ports: Ports): Promise<Outcome> {
  if (plan.target === undefined || plan.step.kind === 'none') return await carryOut(job, plan, ports)
  if (needsUpdate(plan.step)) await requireActive(ports.ecs, plan.target)
  const { arn: serviceRevisionArn, taskDefinition: taskDefinitionArn } = plan.target
  const refused = unverifiable(plan, service)
  if (refused === undefined) return await carryOut(job, plan, ports)
  return { judgement: refused, serviceDeploymentArn: '', serviceRevisionArn, taskDefinitionArn }
}

async function introduce({ cluster, service }: ServiceRef, { sts, log }: Ports): Promise<void> {
  log.info(describeCaller(await askCaller(sts, log)))
  log.info(`rolling back service ${service} in cluster ${cluster}`)
}

function showPlan({ current, target, step, because, moved }: RollbackPlan, log: Log): void {
  log.info('the plan:')
  for (const line of describeRevision('from', current)) log.info(line)
  for (const line of describeRevision('to', target)) log.info(line)
  log.info(`  because ${because}`)
  log.info(`  step ${step.kind === 'none' ? step.reason : step.kind}`)
  for (const tag of moved) log.info(`  images by digest, because ${tag}`)
}

function describeRevision(label: string, revision: ServiceRevision | undefined): readonly string[] {
  if (revision === undefined) return [`  ${label} nothing that ECS still knows`]
  const images = revision.images.map(
    ({ container, image, digest }) => `    ${container}: ${image}${digest === undefined ? '' : ` (${digest})`}`,
  )
  return [`  ${label} ${revision.arn}`, `    ${revision.taskDefinition}`, ...images]
}

function warn({ proven, target, step }: RollbackPlan, { hooks }: EcsService, log: Log): void {
  if (target === undefined || step.kind === 'none') return
  if (!proven) log.warning(`no SUCCESSFUL service deployment that ECS still knows made ${target.arn}`)
  else if (hasPause(hooks)) log.info('PAUSE hooks will be continued: the target has proven itself before')
}

async function showEvidence(evidence: Evidence, log: Log): Promise<void> {
  await log.group('What the deployment left behind', async () => {
    for (const line of evidenceLines(evidence)) log.info(line)
  })
}
