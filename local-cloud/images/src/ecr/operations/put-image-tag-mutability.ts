import type { PutImageTagMutabilityCommandInput, PutImageTagMutabilityCommandOutput } from '@aws-sdk/client-ecr'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { findRepository } from '../find-repository.ts'
import { tagMutability } from '../tag-mutability.ts'

export const putImageTagMutability: Operation = operation<
  PutImageTagMutabilityCommandInput,
  Answer<PutImageTagMutabilityCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImageTagMutability.html',
  accepts: ['registryId', 'repositoryName', 'imageTagMutability', 'imageTagMutabilityExclusionFilters'],
  returns: ['registryId', 'repositoryName', 'imageTagMutability'],
  run(world, { registryId, repositoryName, imageTagMutability, imageTagMutabilityExclusionFilters }) {
    const repository = findRepository(world, repositoryName, registryId)
    Object.assign(repository, tagMutability(imageTagMutability, imageTagMutabilityExclusionFilters))
    const filters = repository.exclusionFilters
    return {
      registryId: world.accountId,
      repositoryName: repository.name,
      imageTagMutability: repository.tagMutability,
      ...(filters.length > 0 && { imageTagMutabilityExclusionFilters: [...filters] }),
    }
  },
})
