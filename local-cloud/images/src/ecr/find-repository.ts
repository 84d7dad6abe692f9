import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import type { EcrContext } from './context.ts'
import { invalidParameter, type Repository } from './repository.ts'

export function repositoryArn(world: EcrContext, name: string): string {
  return `arn:aws:ecr:${world.region}:${world.accountId}:repository/${name}`
}

/** The registry is this server, so a repository's URI starts with its host and port. */
export function repositoryUri(world: EcrContext, name: string): string {
  return `${new URL(world.url).host}/${name}`
}

/** There is one registry; the calls that list or create name no repository that could be missing in another. */
export function requireOwnRegistry(world: EcrContext, registryId: string = world.accountId): void {
  if (registryId === world.accountId) return
  throw invalidParameter(
    `'registryId': the local cloud has the registry '${world.accountId}' only, not '${registryId}'`,
  )
}

/** The repository, or RepositoryNotFoundException in the words of ECR. */
export function findRepository(
  world: EcrContext,
  name: string | undefined,
  registryId: string = world.accountId,
): Repository {
  const repository = registryId === world.accountId ? world.ecr.repositories.get(name ?? '') : undefined
  if (repository !== undefined) return repository
  throw new AwsError(
    'RepositoryNotFoundException',
    `The repository with name '${name}' does not exist in the registry with id '${registryId}'`,
  )
}
