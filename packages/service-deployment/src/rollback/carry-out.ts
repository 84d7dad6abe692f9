import type { ServiceRevision } from '@slipway/aws/ecs'
import { findService } from '../find-service.ts'
import { readHistory } from '../history.ts'
import type { Judgement } from '@slipway/outcome'
import type { RolloutEnd } from '@slipway/rollout'
import { deploy, follow } from './deploy.ts'
import { ended } from './ended.ts'
import { followUndo } from './follow.ts'
import { planOf, watchWith, type Job } from './job.ts'
import { planRollback } from './plan.ts'
import type { RollbackPlan } from './rollback-plan.ts'
import type { Ports } from './ports.ts'
import type { Outcome, RollbackReason } from './result.ts'

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

function without({ current, target, because, step, unseen }: RollbackPlan): Outcome {
  const there = step.kind === 'none' && step.reason === 'already-there'
  const judgement: Judgement<RollbackReason> = there
    ? {
        verdict: 'pass',
        reason: 'already-there',
        message: `the service runs ${current?.arn} already: ${because}${unseenWords(unseen)}`,
      }
    : { verdict: 'fail', reason: 'no-known-good', message: `${because}; nothing was changed` }
  return {
    judgement,
    serviceDeploymentArn: '',
    serviceRevisionArn: current !== undefined && there ? current.arn : '',
    taskDefinitionArn: target?.taskDefinition ?? '',
    unseen,
  }
}

function unseenWords(unseen: readonly string[]): string {
  return unseen.length === 0 ? '' : `; could not be looked at: ${unseen.join(', ')}`
}

const cancelled: RolloutEnd = {
  verdict: 'inconclusive',
  reason: 'cancelled',
  message: 'cancelled before anything was changed',
}

/** StopServiceDeployment first; where ECS then is decides whether that was all. */
async function undo(job: Job, target: ServiceRevision, arn: string, ports: Ports, round: number): Promise<Outcome> {
  const { ecs, log } = ports
  const watch = watchWith(job, async () => arn, ports)
  const { end, deployment } = await followUndo(planOf(job, true), { ...ports, watch, signal: job.signal })
  if (end.kind === 'judged') return ended(target, end.judgement, watch, deployment)
  const service = await findService(ecs, job.ref)
  const history = await readHistory(ecs, job.ref)
  const next = await planRollback(ports, { ref: job.ref, service, history }, target.arn)
  if (next.step.kind === 'none') {
    const back = ended({ ...target, arn: next.current?.arn ?? target.arn }, deployed, watch)
    const message = `${back.judgement.message}${unseenWords(next.unseen)}`
    return { ...back, judgement: { ...back.judgement, message }, deployment, unseen: next.unseen }
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
