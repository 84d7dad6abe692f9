import type { CreateRepositoryCommandInput, CreateRepositoryCommandOutput } from '@aws-sdk/client-ecr'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { describeRepository } from '../describe-repository.ts'
import { makeRepository } from '../new-repository.ts'
import { requireOwnRegistry } from '../find-repository.ts'

export const createRepository: Operation = operation<
  CreateRepositoryCommandInput,
  Answer<CreateRepositoryCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html',
  accepts: [
    'registryId',
    'repositoryName',
    'tags',
    'imageTagMutability',
    'imageTagMutabilityExclusionFilters',
    'imageScanningConfiguration',
    'encryptionConfiguration',
  ],
  returns: [
    'repository.repositoryArn',
    'repository.registryId',
    'repository.repositoryName',
    'repository.repositoryUri',
    'repository.createdAt',
    'repository.imageTagMutability',
    'repository.imageScanningConfiguration.scanOnPush',
    'repository.encryptionConfiguration.encryptionType',
  ],
  run(world, input) {
    requireOwnRegistry(world, input.registryId)
    const name = input.repositoryName ?? ''
    if (world.ecr.repositories.has(name)) {
      throw new AwsError(
        'RepositoryAlreadyExistsException',
        `The repository with name '${name}' already exists in the registry with id '${world.accountId}'`,
      )
    }
    return { repository: describeRepository(world, makeRepository(world, name, input)) }
  },
})
