import { watchDeployment } from '@slipway/aws/deployment-watch'
import type { ServiceRef } from '@slipway/aws/ecs'
import { gatherEvidence } from '@slipway/aws/evidence'
import { findService } from '@slipway/aws/find-service'
import { findStarted } from '@slipway/aws/find-started'
import { readHistory } from '@slipway/aws/history'
import { untilCancelled } from '@slipway/aws/until-cancelled'
import type { Judgement } from '@slipway/outcome'
import type { PastDeployment, Plan } from '@slipway/rollout'
import { chooseCourse, type Course } from './course.ts'
import { planDefinition } from './definition/plan.ts'
import { ensureRegistered } from './ensure-registered.ts'
import { follow } from './follow.ts'
import { verify } from './gate.ts'
import type { DeployInputs } from './inputs.ts'
import type { Ports } from './ports.ts'
import { scaledToZero, unverifiable } from './preflight.ts'
import type { DeployReason, Result } from './result.ts'

/** One run's task, and when it began. */
export interface Job {
  readonly inputs: DeployInputs
  readonly ref: ServiceRef
  /** Epoch milliseconds. */
  readonly startedAt: number
  readonly signal: AbortSignal
}

export type Outcome = Omit<Result, 'ref' | 'image' | 'durationMs'>

/** From preflight to the end of the service deployment; nothing is written before everything that can be read was. */
export async function deploy(job: Job, ports: Ports): Promise<Outcome> {
  const { ecs, log } = ports
  const service = await findService(ecs, job.ref)
  const zero = scaledToZero(service)
  if (zero !== undefined) return untouched(zero)
  const definition = await planDefinition(job.inputs, service.taskDefinition, ports)
  log.info(definition.because)
  const history = await readHistory(ecs, job.ref)
  const course = await chooseCourse(ecs, { service, history, definition, image: job.inputs.image })
  log.info(course.because)
  if (course.kind === 'unchanged') {
    return untouched({ verdict: 'pass', reason: 'unchanged', message: course.because }, course.taskDefinitionArn)
  }
  const refused = unverifiable(service, job.inputs.verify !== undefined) ?? cancelledBefore(job.signal)
  if (refused !== undefined) return untouched(refused)
  return await followed(job, await begin(course, job, history, ports), ports)
}

function untouched(judgement: Judgement<DeployReason>, taskDefinitionArn = ''): Outcome {
  return { judgement, taskDefinitionArn, serviceDeploymentArn: '' }
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
  course: Exclude<Course, { kind: 'unchanged' }>,
  { ref }: Job,
  history: readonly PastDeployment[],
  { ecs, log }: Ports,
): Promise<Begun> {
  if (course.kind === 'attach') {
    const { taskDefinitionArn, serviceDeploymentArn } = course
    return { taskDefinitionArn, find: async () => serviceDeploymentArn, resumed: true }
  }
  const taskDefinitionArn = await ensureRegistered(course, { ecs, log })
  await ecs.updateService(ref, {
    taskDefinition: taskDefinitionArn,
    ...(course.force ? { forceNewDeployment: true } : {}),
  })
  log.info(`UpdateService: ${ref.service} to ${taskDefinitionArn}`)
  return { taskDefinitionArn, find: findStarted(ecs, ref, taskDefinitionArn, history), resumed: false }
}

async function followed(job: Job, begun: Begun, ports: Ports): Promise<Outcome> {
  const { ref, signal, inputs } = job
  const { ecs, clock, log } = ports
  const { taskDefinitionArn, find, resumed } = begun
  const plan = planOf(job)
  const { deadline } = plan
  const watch = watchDeployment({ ecs, ref, find, resumed, deadline, now: () => clock.now(), signal })
  const verifyWith = async (until: number): Promise<Judgement> =>
    inputs.verify === undefined ? nothing : await verify(inputs.verify, until, { ...ports, signal })
  const { end, deployment } = await follow(plan, { watch, clock, log, signal, verify: verifyWith })
  const outcome = { judgement: end, taskDefinitionArn, serviceDeploymentArn: watch.arn ?? '', deployment }
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

function planOf({ inputs, startedAt }: Job): Plan {
  return {
    deadline: startedAt + inputs.timeoutMs,
    pollMs: inputs.pollMs,
    pauses: inputs.verify === undefined ? 'refuse' : 'verify',
    verifyMs: inputs.verify?.timeoutMs ?? 0,
    onCancel: 'stop',
  }
}
