import type { CreateRepositoryCommandInput } from '@aws-sdk/client-ecr'
import { invalidParameter, type Repository } from './repository.ts'
import { readResourceTags } from './resource-tags.ts'
import { tagMutability } from './tag-mutability.ts'
import type { EcrContext } from './context.ts'

const namePattern = /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*$/

/** What is set when a repository is made: by CreateRepository, or by the template that a push goes by. */
export type NewRepository = Omit<CreateRepositoryCommandInput, 'repositoryName' | 'registryId'>

/** Makes a repository that is not there yet; refuses names and settings as CreateRepository does. */
export function makeRepository(world: EcrContext, name: string, input: NewRepository): Repository {
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
  return {
    ...tagMutability(input.imageTagMutability, input.imageTagMutabilityExclusionFilters),
    scanOnPush: input.imageScanningConfiguration?.scanOnPush ?? false,
    encryption: { encryptionType, ...(kmsKey !== undefined && { kmsKey }) },
    resourceTags: readResourceTags(input.tags),
  }
}
