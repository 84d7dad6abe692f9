import type { RegisteredDefinition, ServiceRevision } from '@slipway/aws/ecs'
import { differences, registrable, withImages, type JsonObject } from '@slipway/task-definition'
import { byDigest } from './by-digest.ts'
import type { Ports } from './ports.ts'
import { requireActive } from './preflight.ts'

/**
 * The ARN of a task definition that is the target's, with each image by the digest that the target resolved. A tag in it
 * means another image by now, so that to deploy the definition itself would not bring the target back. A copy that an
 * earlier run registered is used again.
 */
export async function copyByDigest(target: ServiceRevision, { ecs, log }: Pick<Ports, 'ecs' | 'log'>): Promise<string> {
  const origin = await requireActive(ecs, target)
  const document = withImages(documentOf(origin), byDigest(target))
  if (isSame(document, origin)) return origin.arn
  const latest = await ecs.describeTaskDefinition(origin.family)
  if (latest !== undefined && isSame(document, latest)) return latest.arn
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
