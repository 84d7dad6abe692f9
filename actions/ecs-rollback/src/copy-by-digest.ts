import type { RegisteredDefinition, ServiceRevision } from '@slipway/aws/ecs'
import { Failure } from '@slipway/outcome'
import { differences, registrable, withImages, type JsonObject } from '@slipway/task-definition'
import { byDigest } from './by-digest.ts'
import type { RollbackErrorCode } from './error.ts'
import type { Ports } from './ports.ts'

/**
 * The ARN of a task definition that is the target's, with each image by the digest that the target resolved. A tag in it
 * means another image by now, so that to deploy the definition itself would not bring the target back. A copy that an
 * earlier run registered is used again.
 */
export async function copyByDigest(target: ServiceRevision, { ecs, log }: Pick<Ports, 'ecs' | 'log'>): Promise<string> {
  const origin = await ecs.describeTaskDefinition(target.taskDefinition)
  if (origin === undefined) throw gone(target)
  const document = withImages(documentOf(origin), byDigest(target))
  if (isSame(document, origin)) return origin.arn
  const latest = await ecs.describeTaskDefinition(origin.family)
  if (latest?.status === 'ACTIVE' && isSame(document, latest)) return latest.arn
  const arn = await ecs.registerTaskDefinition(document)
  log.info(`registered ${arn}`)
  return arn
}

function documentOf({ document, tags }: RegisteredDefinition): JsonObject {
  return registrable(document, tags)
}

function isSame(document: JsonObject, registered: RegisteredDefinition): boolean {
  return differences(document, documentOf(registered)).length === 0
}

function gone({ arn, taskDefinition }: ServiceRevision): Failure<RollbackErrorCode> {
  return new Failure('TASK_DEFINITION_INACTIVE', `the task definition ${taskDefinition} of ${arn} is gone`, {
    remedy: 'choose another service revision with to:, or deploy its images with ecs-deploy',
  })
}
