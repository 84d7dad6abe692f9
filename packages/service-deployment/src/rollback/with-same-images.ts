import type { EcsPort, ServiceRevision } from '@slipway/aws/ecs'
import { Failure } from '@slipway/outcome'
import { otherImages } from './other-images.ts'
import type { Ports } from './ports.ts'
import type { Outcome } from './result.ts'

/** A pass, unless what was made of the target's task definition runs other images than the target did. */
export async function withSameImages(
  target: ServiceRevision,
  outcome: Outcome,
  { ecs }: Pick<Ports, 'ecs'>,
): Promise<Outcome> {
  if (outcome.judgement.verdict !== 'pass') return outcome
  const other = await otherImage(ecs, target, outcome.serviceRevisionArn).catch((error: unknown) => {
    throw uncompared(target, outcome, error)
  })
  if (other === undefined) return outcome
  const message = `${outcome.serviceDeploymentArn} is SUCCESSFUL, but ${other}; deploy the old digest with ecs-deploy`
  return { ...outcome, judgement: { verdict: 'fail', reason: 'other-image', message } }
}

/** In words, where a revision that was made of the target's task definition has other images than the target. */
export async function otherImage(ecs: EcsPort, target: ServiceRevision, arn: string): Promise<string | undefined> {
  const [made] = await ecs.describeServiceRevisions([arn])
  const others = made === undefined ? [] : otherImages(target, made)
  if (others.length === 0) return undefined
  return `${others.join(', ')}: a tag in ${target.taskDefinition} means another image by now`
}

/** What is not known to be the same is not passed; run again with the target's ARN it is compared once more. */
function uncompared(target: ServiceRevision, { serviceDeploymentArn }: Outcome, error: unknown): unknown {
  if (!(error instanceof Failure)) return error
  const message = `${serviceDeploymentArn} is SUCCESSFUL, but which images it runs could not be read: ${error.message}`
  const remedy = `${error.remedy ?? 'fix that'}; then run this step again with to: ${target.arn}`
  return new Failure(error.code, message, { remedy, cause: error.cause })
}
