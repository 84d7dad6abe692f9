import { watchDeployment } from '../deployment-watch.ts'
import type { EcsPort } from '@slipway/aws/ecs'
import { gatherEvidence } from '../evidence.ts'
import { findStarted } from '../find-started.ts'
import { readsInTime } from '../reads-in-time.ts'
import { untilCancelled } from '@slipway/control-loop'
import type { Judgement } from '@slipway/outcome'
import { verifiedEarlier, withoutVerification, type PastDeployment, type Plan } from '@slipway/rollout'
import type { Approach } from './approach.ts'
import { ensureRegistered } from './ensure-registered.ts'
import { findApproach } from './find-approach.ts'
import { follow } from './follow.ts'
import { verify } from './gate.ts'
import type { Job } from './job.ts'
import type { Ports } from './ports.ts'
import { unverifiable, withoutTask } from './preflight.ts'
import type { DeployReason, Result } from './result.ts'

export type Outcome = Omit<Result, 'ref' | 'image' | 'durationMs'>

/** From preflight to the end of the service deployment; nothing is written before everything that can be read was. */
export async function deploy(job: Job, ports: Ports): Promise<Outcome> {
  const found = await findApproach(job, ports)
  if (found.kind === 'refused') return untouched(found.judgement)
  const { service, history, approach } = found
  if (approach.kind === 'unchanged') {
    const idle = withoutTask(service)
    return idle === undefined ? await unchanged(approach, job, history, ports) : untouched(idle)
  }
  const refused = unverifiable(service, job.request.verify !== undefined) ?? cancelledBefore(job.signal)
  if (refused !== undefined) return untouched(refused)
  return await followed(job, await begin(approach, job, history, ports), ports)
}

function untouched(judgement: Judgement<DeployReason>): Outcome {
  return { judgement, taskDefinitionArn: '', serviceDeploymentArn: '', verified: 'false' }
}

/** A pass, for a run again must not fail; whether the deployment that made this was verified is told. */
async function unchanged(
  { taskDefinitionArn, serviceRevisionArn, because, unseen }: Extract<Approach, { kind: 'unchanged' }>,
  { request, startedAt }: Job,
  history: readonly PastDeployment[],
  { ecs, clock }: Ports,
): Promise<Outcome> {
  const inTime = readsInTime(ecs, startedAt + request.timeoutMs, () => clock.now())
  const verified = await verifiedWhenMade(inTime, serviceRevisionArn, history)
  const parts = [
    because,
    ...(request.verify === undefined ? [] : [withoutVerification(verified)]),
    ...(unseen.length === 0 ? [] : [`could not be looked at: ${unseen.join(', ')}`]),
  ]
  const message = parts.join('; ')
  const judgement = { verdict: 'pass', reason: 'unchanged', message } as const
  return { judgement, taskDefinitionArn, serviceDeploymentArn: '', verified, unseen }
}

async function verifiedWhenMade(
  ecs: EcsPort,
  revisionArn: string,
  history: readonly PastDeployment[],
): Promise<'earlier' | 'false'> {
  const made = history.find(({ status, targetRevisionArn }) => {
    return status === 'SUCCESSFUL' && targetRevisionArn === revisionArn
  })
  const deployment = made === undefined ? undefined : await ecs.describeServiceDeployment(made.arn)
  return verifiedEarlier(deployment?.hooks ?? []) ? 'earlier' : 'false'
}

function cancelledBefore({ aborted }: AbortSignal): Judgement<'cancelled'> | undefined {
  if (!aborted) return undefined
  return { verdict: 'inconclusive', reason: 'cancelled', message: 'cancelled before anything was deployed' }
}

interface Begun {
  readonly taskDefinitionArn: string
  readonly find: () => Promise<string | undefined>
  /** By an earlier run. */
  readonly resumed: boolean
}

/** The only writes before the deployment is followed: RegisterTaskDefinition and UpdateService. */
async function begin(
  approach: Exclude<Approach, { kind: 'unchanged' }>,
  { ref }: Job,
  history: readonly PastDeployment[],
  { ecs, log }: Ports,
): Promise<Begun> {
  if (approach.kind === 'attach') {
    const { taskDefinitionArn, serviceDeploymentArn } = approach
    return { taskDefinitionArn, find: async () => serviceDeploymentArn, resumed: true }
  }
  const taskDefinitionArn = await ensureRegistered(approach, { ecs, log })
  await ecs.updateService(ref, {
    taskDefinition: taskDefinitionArn,
    ...(approach.force ? { forceNewDeployment: true } : {}),
  })
  log.info(`UpdateService: ${ref.service} to ${taskDefinitionArn}`)
  return { taskDefinitionArn, find: findStarted(ecs, ref, taskDefinitionArn, history), resumed: false }
}

async function followed(job: Job, begun: Begun, ports: Ports): Promise<Outcome> {
  const { ref, signal, request } = job
  const { ecs, clock, log } = ports
  const { taskDefinitionArn, find, resumed } = begun
  const plan = planOf(job)
  const { deadline } = plan
  const watch = watchDeployment({ ecs, ref, find, resumed, deadline, now: () => clock.now(), signal })
  const verifyWith = async (until: number): Promise<Judgement> =>
    request.verify === undefined ? nothing : await verify(request.verify, until, { ...ports, signal })
  const { end, deployment, verified } = await follow(plan, { watch, clock, log, signal, verify: verifyWith })
  const outcome = { judgement: end, taskDefinitionArn, serviceDeploymentArn: watch.arn ?? '', deployment, verified }
  // A cancelled job has seconds left: they belong to its outputs.
  if (end.verdict === 'pass' || end.reason === 'cancelled') return outcome
  const since = deployment?.createdAt ?? job.startedAt
  const suspect = { ref, taskDefinitionArn, since }
  const evidence = await untilCancelled(signal, () => gatherEvidence(ecs, ports.logs, suspect))
  return evidence === undefined ? outcome : { ...outcome, evidence }
}

const nothing: Judgement = {
  verdict: 'inconclusive',
  reason: 'nothing-to-verify',
  message: 'there is nothing to verify with',
}

function planOf({ request, startedAt }: Job): Plan {
  return {
    deadline: startedAt + request.timeoutMs,
    pollMs: request.pollMs,
    pauses: request.verify === undefined ? 'refuse' : 'verify',
    verifyMs: request.verify?.timeoutMs ?? 0,
    onCancel: 'stop',
  }
}
