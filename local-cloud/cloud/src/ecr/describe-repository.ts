import type { Repository as Described } from '@aws-sdk/client-ecr'
import { repositoryArn, repositoryUri, type Repository } from './repository.ts'
import type { World } from '../world.ts'

/** A repository as the API shows it. */
export function describeRepository(world: World, repository: Repository): Described {
  const { name, createdAt, tagMutability, exclusionFilters, scanOnPush, encryption } = repository
  return {
    repositoryArn: repositoryArn(world, name),
    registryId: world.accountId,
    repositoryName: name,
    repositoryUri: repositoryUri(world, name),
    createdAt,
    imageTagMutability: tagMutability,
    ...(exclusionFilters.length > 0 && { imageTagMutabilityExclusionFilters: [...exclusionFilters] }),
    imageScanningConfiguration: { scanOnPush },
    encryptionConfiguration: { ...encryption },
  }
}
