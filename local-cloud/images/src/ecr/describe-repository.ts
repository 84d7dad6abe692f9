import type { Repository as Described } from '@aws-sdk/client-ecr'
import { repositoryArn, repositoryUri } from './find-repository.ts'
import type { Repository } from './repository.ts'
import type { EcrContext } from './context.ts'

/** A repository as the API shows it. */
export function describeRepository(world: EcrContext, repository: Repository): Described {
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
