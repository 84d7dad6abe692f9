import { watchDeployment, type DeploymentWatch } from '@slipway/aws/deployment-watch'
import type { ServiceRef, ServiceRevision } from '@slipway/aws/ecs'
import { gatherEvidence } from '@slipway/aws/evidence'
import { findService } from '@slipway/aws/find-service'
import { findStarted } from '@slipway/aws/find-started'
import { readHistory } from '@slipway/aws/history'
import { untilCancelled } from '@slipway/aws/until-cancelled'
import type { Judgement } from '@slipway/outcome'
import type { Plan, RolloutEnd, ServiceDeployment } from '@slipway/rollout'
import { followDeployment, followUndo } from './follow.ts'
import type { RollbackInputs } from './inputs.ts'
import { planRollback, type RollbackPlan } from './plan.ts'
import type { Ports } from './ports.ts'
import type { Outcome, RollbackReason } from './result.ts'
import { withSameImages } from './with-same-images.ts'

/** One run's task. */
export interface Job {
  readonly inputs: RollbackInputs
  readonly ref: ServiceRef
  readonly signal: AbortSignal
  /** Epoch milliseconds. */
  readonly deadline: number
}

/** A deployment under way may end before it can be undone, and then another one may be there: not for ever. */
const rounds = 3

/** Takes the service to the plan's target and follows that to the end. */
export async function carryOut(job: Job, plan: RollbackPlan, ports: Ports, round = 1): Promise<Outcome> {
  const { target, step } = plan
  if (target === undefined || step.kind === 'none') return without(plan)
  if (job.signal.aborted) return ended(target, cancelled)
  if (step.kind === 'attach') return await follow(job, plan, target, async () => step.serviceDeploymentArn, ports)
  if (step.kind === 'undo') return await undo(job, target, step.serviceDeploymentArn, ports, round)
  return await deploy(job, plan, target, ports)
}

function without({ current, target, because, step }: RollbackPlan): Outcome {
  const there = step.kind === 'none' && step.reason === 'already-there'
  const judgement: Judgement<RollbackReason> = there
    ? { verdict: 'pass', reason: 'already-there', message: `the service runs ${current?.arn} already` }
    : { verdict: 'fail', reason: 'no-known-good', message: `${because}; nothing was changed` }
  return {
    judgement,
    serviceDeploymentArn: '',
    serviceRevisionArn: current !== undefined && there ? current.arn : '',
    taskDefinitionArn: target?.taskDefinition ?? '',
  }
}

const cancelled: RolloutEnd = {
  verdict: 'inconclusive',
  reason: 'cancelled',
  message: 'cancelled before anything was changed',
}

/** UpdateService to the target's task definition; forced where the service names it already without running it well. */
async function deploy(job: Job, plan: RollbackPlan, target: ServiceRevision, ports: Ports): Promise<Outcome> {
  const { ecs, log } = ports
  const { taskDefinition } = target
  const before = await ecs.listServiceDeployments(job.ref)
  const force = (await findService(ecs, job.ref)).taskDefinition === taskDefinition
  await ecs.updateService(job.ref, { taskDefinition, ...(force ? { forceNewDeployment: true } : {}) })
  log.info(`UpdateService: ${job.ref.service} to ${taskDefinition}`)
  return await follow(job, plan, target, findStarted(ecs, job.ref, taskDefinition, before), ports)
}

async function follow(
  job: Job,
  { proven, step }: RollbackPlan,
  target: ServiceRevision,
  find: () => Promise<string | undefined>,
  ports: Ports,
): Promise<Outcome> {
  const watch = watchWith(job, find, ports, step.kind === 'attach')
  const { end, deployment } = await followDeployment(planOf(job, proven), { ...ports, watch, signal: job.signal })
  const outcome = await withSameImages(target, ended(target, end, watch, deployment), ports)
  return await explained(job, outcome, ports)
}

/** StopServiceDeployment first; where ECS then is decides whether that was all. */
async function undo(job: Job, target: ServiceRevision, arn: string, ports: Ports, round: number): Promise<Outcome> {
  const { ecs, log } = ports
  const watch = watchWith(job, async () => arn, ports)
  const { end, deployment } = await followUndo(planOf(job, true), { ...ports, watch, signal: job.signal })
  if (end.kind === 'judged') return await explained(job, ended(target, end.judgement, watch, deployment), ports)
  const service = await findService(ecs, job.ref)
  const next = await planRollback(ecs, service.arn, await readHistory(ecs, job.ref), target.arn)
  if (next.step.kind === 'none') {
    const serviceRevisionArn = next.current?.arn ?? target.arn
    return { ...ended({ ...target, arn: serviceRevisionArn }, deployed, watch), deployment }
  }
  if (round >= rounds) return ended(target, elsewhere(arn), watch, deployment)
  log.info(
    `the service runs ${next.current?.arn ?? 'something else'} now, not the target; next step: ${next.step.kind}`,
  )
  return await carryOut(job, next, ports, round + 1)
}

const deployed: RolloutEnd = { verdict: 'pass', reason: 'deployed', message: '' }

function elsewhere(arn: string): RolloutEnd {
  const message = `after ${arn} yet another deployment took over; run this step again when nothing else deploys`
  return { verdict: 'fail', reason: 'superseded', message }
}

function watchWith(
  { ref, deadline, signal }: Job,
  find: () => Promise<string | undefined>,
  { ecs, clock }: Ports,
  resumed = false,
): DeploymentWatch {
  return watchDeployment({ ecs, ref, find, resumed, deadline, now: () => clock.now(), signal })
}

function planOf({ deadline, inputs }: Job, proven: boolean): Plan {
  // A rollback that is cut off half-way is worse than one that ECS finishes alone.
  return { deadline, pollMs: inputs.pollMs, pauses: proven ? 'continue' : 'refuse', verifyMs: 0, onCancel: 'leave' }
}

function ended(
  target: ServiceRevision,
  end: RolloutEnd,
  watch?: DeploymentWatch,
  deployment?: ServiceDeployment,
): Outcome {
  const { reason, ...rest } = end
  const serviceRevisionArn = deployment?.target?.arn ?? target.arn
  const judgement: Judgement<RollbackReason> =
    reason === 'deployed'
      ? {
          verdict: 'pass',
          reason: 'restored',
          message: `the service runs ${target.taskDefinition} again (${serviceRevisionArn})`,
        }
      : { ...rest, reason }
  return {
    judgement,
    serviceDeploymentArn: watch?.arn ?? '',
    serviceRevisionArn,
    taskDefinitionArn: target.taskDefinition,
    deployment,
  }
}

async function explained(job: Job, outcome: Outcome, { ecs, logs }: Ports): Promise<Outcome> {
  const { judgement, deployment, taskDefinitionArn } = outcome
  if (deployment === undefined || judgement.verdict === 'pass' || judgement.reason === 'cancelled') return outcome
  const since = deployment.createdAt ?? 0
  const suspect = { ref: job.ref, taskDefinitionArn, since }
  const evidence = await untilCancelled(job.signal, () => gatherEvidence(ecs, logs, suspect))
  return evidence === undefined ? outcome : { ...outcome, evidence }
}
