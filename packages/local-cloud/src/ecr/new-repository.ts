import type { CreateRepositoryCommandInput } from '@aws-sdk/client-ecr'
import { AwsError } from '../frame/aws-error.ts'
import { invalidParameter, type Repository } from './repository.ts'
import { tagMutability } from './tag-mutability.ts'
import type { World } from '../world.ts'

const namePattern = /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*$/

/** What is set when a repository is made: by CreateRepository, or by the template that a push goes by. */
export type NewRepository = Omit<CreateRepositoryCommandInput, 'repositoryName' | 'registryId'>

/** Makes a repository that is not there yet; refuses names and settings as CreateRepository does. */
export function makeRepository(world: World, name: string, input: NewRepository): Repository {
  if (name.length < 2 || name.length > 256 || !namePattern.test(name)) {
    throw invalidParameter(
      `'repositoryName' failed to satisfy constraint: '${name}' must satisfy ${namePattern.source}`,
    )
  }
  const repository: Repository = {
    ...settings(input),
    name,
    createdAt: world.clock.now(),
    layers: new Map(),
    images: new Map(),
    tags: new Map(),
    scans: new Map(),
  }
  world.ecr.repositories.set(name, repository)
  return repository
}

type Settings = Pick<Repository, 'tagMutability' | 'exclusionFilters' | 'scanOnPush' | 'encryption' | 'resourceTags'>

function settings(input: NewRepository): Settings {
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
