import type { ServiceRevision } from '@slipway/aws/ecs'
import { findService } from '../find-service.ts'
import { findStarted } from '../find-started.ts'
import { copyByDigest } from './copy-by-digest.ts'
import { ended } from './ended.ts'
import { followDeployment } from './follow.ts'
import { planOf, watchWith, type Job } from './job.ts'
import type { RollbackPlan } from './rollback-plan.ts'
import type { Ports } from './ports.ts'
import type { Outcome } from './result.ts'
import { otherImage, withSameImages } from './with-same-images.ts'

/**
 * UpdateService to the target's task definition, or to a copy of it with images by digest; forced where the service names
 * it already without running it well.
 */
export async function deploy(job: Job, plan: RollbackPlan, wanted: ServiceRevision, ports: Ports): Promise<Outcome> {
  const { ecs, log } = ports
  const taskDefinition = await definitionFor(plan, wanted, ports)
  const target = { ...wanted, taskDefinition }
  const before = await ecs.listServiceDeployments(job.ref)
  const force = (await findService(ecs, job.ref)).taskDefinition === taskDefinition
  await ecs.updateService(job.ref, { taskDefinition, ...(force ? { forceNewDeployment: true } : {}) })
  log.info(`UpdateService: ${job.ref.service} to ${taskDefinition}`)
  return await follow(job, plan, target, findStarted(ecs, job.ref, taskDefinition, before), ports)
}

async function definitionFor({ moved }: RollbackPlan, target: ServiceRevision, ports: Ports): Promise<string> {
  if (moved.length === 0) return target.taskDefinition
  ports.log.warning(`${moved.join(', ')}: the service gets a copy of ${target.taskDefinition} with images by digest`)
  return await copyByDigest(target, ports)
}

/** To the end of the deployment that `find` finds, and whether it runs the images of the target. */
export async function follow(
  job: Job,
  plan: RollbackPlan,
  target: ServiceRevision,
  find: () => Promise<string | undefined>,
  ports: Ports,
): Promise<Outcome> {
  const watch = watchWith(job, find, ports, plan.step.kind === 'attach')
  const objection = (arn: string): Promise<string | undefined> => otherImage(ports.ecs, target, arn)
  const followPorts = { ...ports, watch, signal: job.signal, objection }
  const { end, deployment } = await followDeployment(planOf(job, plan.proven), followPorts)
  const outcome = await withSameImages(target, ended(target, end, watch, deployment), ports)
  if (outcome.judgement.reason === 'other-image') return await again(job, plan, target, outcome, ports)
  return byCopy(plan, outcome)
}

/** A pass that says what the service runs instead of the definition that was asked for. */
function byCopy({ moved, target }: RollbackPlan, outcome: Outcome): Outcome {
  const { judgement } = outcome
  if (moved.length === 0 || judgement.verdict !== 'pass') return outcome
  const origin = target?.taskDefinition
  const message = `${judgement.message}: a copy of ${origin} with images by digest, because ${moved.join(', ')}; deploy ${origin} again to follow the tag`
  return { ...outcome, judgement: { ...judgement, message } }
}

/** The tag moved while nobody deployed it, so that only the deployment showed it. A copy by digest brings the target. */
async function again(
  job: Job,
  plan: RollbackPlan,
  target: ServiceRevision,
  outcome: Outcome,
  ports: Ports,
): Promise<Outcome> {
  if (job.signal.aborted || (await copyByDigest(target, ports)) === target.taskDefinition) return outcome
  return await deploy(
    job,
    { ...plan, step: { kind: 'deploy' }, moved: [`a tag in ${target.taskDefinition} means another image by now`] },
    target,
    ports,
  )
}
