import type { CreateRepositoryCommandInput, CreateRepositoryCommandOutput } from '@aws-sdk/client-ecr'
import { AwsError } from '../../frame/aws-error.ts'
import { operation, type Answer, type Operation } from '../../frame/operation.ts'
import { describeRepository } from '../describe-repository.ts'
import { invalidParameter, requireOwnRegistry, type Repository } from '../repository.ts'
import { tagMutability } from '../tag-mutability.ts'

const namePattern = /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*$/

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
    if (name.length < 2 || name.length > 256 || !namePattern.test(name)) {
      throw invalidParameter(
        `'repositoryName' failed to satisfy constraint: '${name}' must satisfy ${namePattern.source}`,
      )
    }
    if (world.ecr.repositories.has(name)) {
      throw new AwsError(
        'RepositoryAlreadyExistsException',
        `The repository with name '${name}' already exists in the registry with id '${world.accountId}'`,
      )
    }
    const repository: Repository = { ...settings(input), name, createdAt: world.clock.now(), ...empty() }
    world.ecr.repositories.set(name, repository)
    return { repository: describeRepository(world, repository) }
  },
})

function settings(
  input: CreateRepositoryCommandInput,
): Pick<Repository, 'tagMutability' | 'exclusionFilters' | 'scanOnPush' | 'encryption' | 'resourceTags'> {
  const { encryptionType = 'AES256', kmsKey } = input.encryptionConfiguration ?? {}
  const resourceTags = (input.tags ?? []).map(({ Key = '', Value = '' }) => ({ Key, Value }))
  if (resourceTags.length > 50) throw new AwsError('TooManyTagsException', 'A repository has 50 tags at most')
  if (resourceTags.some(({ Key }) => Key === '' || Key.startsWith('aws:'))) {
    throw new AwsError('InvalidTagParameterException', 'A tag key is not empty and does not start with aws:')
  }
  return {
    ...tagMutability(input.imageTagMutability, input.imageTagMutabilityExclusionFilters),
    scanOnPush: input.imageScanningConfiguration?.scanOnPush ?? false,
    encryption: { encryptionType, ...(kmsKey !== undefined && { kmsKey }) },
    resourceTags,
  }
}

function empty(): Pick<Repository, 'layers' | 'images' | 'tags' | 'scans'> {
  return { layers: new Map(), images: new Map(), tags: new Map(), scans: new Map() }
}
