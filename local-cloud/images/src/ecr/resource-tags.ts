import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { fromCapital, tagFault, toCapital, withTags, type CapitalTag } from '@slipway/local-cloud-frame/tags'
import type { EcrContext } from './context.ts'
import { findRepository, repositoryArn } from './find-repository.ts'
import { invalidParameter, type Repository } from './repository.ts'

type ResourceTags = Repository['resourceTags']

/** Tags to be added to a repository that has these already, checked. */
export function readResourceTags(given: readonly CapitalTag[] | undefined, held: ResourceTags = []): ResourceTags {
  const added = fromCapital(given)
  const fault = tagFault(added, fromCapital(held))
  if (fault === undefined) return toCapital(withTags(fromCapital(held), added))
  const code = fault.kind === 'too-many' ? 'TooManyTagsException' : 'InvalidTagParameterException'
  throw new AwsError(code, `Invalid parameter at 'tags': ${fault.reason}`)
}

/** Only repositories have tags. */
export function findTagged(world: EcrContext, arn = ''): Repository {
  const [, registryId, name] = /^arn:aws:ecr:[^:]+:(\d+):repository\/(.+)$/.exec(arn) ?? []
  if (name === undefined) throw invalidParameter(`'resourceArn': '${arn}' is not the ARN of a repository`)
  const repository = findRepository(world, name, registryId)
  if (repositoryArn(world, name) === arn) return repository
  throw invalidParameter(`'resourceArn': '${arn}' is in another region than ${world.region}`)
}
