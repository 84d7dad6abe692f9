import type { DeleteRepositoryCommandInput, DeleteRepositoryCommandOutput } from '@aws-sdk/client-ecr'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { describeRepository } from '../describe-repository.ts'
import { findRepository } from '../find-repository.ts'

export const deleteRepository: Operation = operation<
  DeleteRepositoryCommandInput,
  Answer<DeleteRepositoryCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DeleteRepository.html',
  accepts: ['registryId', 'repositoryName', 'force'],
  returns: ['repository.repositoryArn', 'repository.repositoryName'],
  run(world, { registryId, repositoryName, force = false }) {
    const repository = findRepository(world, repositoryName, registryId)
    if (repository.images.size > 0 && !force) {
      throw new AwsError(
        'RepositoryNotEmptyException',
        `The repository with name '${repository.name}' in registry with id '${world.accountId}' cannot be deleted because it still contains images`,
      )
    }
    world.ecr.repositories.delete(repository.name)
    return { repository: describeRepository(world, repository) }
  },
})
