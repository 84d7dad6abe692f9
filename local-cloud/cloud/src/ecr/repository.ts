import type {
  ImageTagMutability,
  ImageTagMutabilityExclusionFilter,
  ScanType,
  RegistryScanningRule,
} from '@aws-sdk/client-ecr'
import { AwsError } from '../frame/aws-error.ts'
import type { ScanRecord } from './scan-record.ts'
import type { World } from '../world.ts'

export interface Repository {
  readonly name: string
  readonly createdAt: Date
  tagMutability: ImageTagMutability
  exclusionFilters: readonly ImageTagMutabilityExclusionFilter[]
  scanOnPush: boolean
  readonly encryption: { readonly encryptionType: 'AES256' | 'KMS' | 'KMS_DSSE'; readonly kmsKey?: string }
  resourceTags: readonly { readonly Key: string; readonly Value: string }[]
  /** Its text; kept, never executed. */
  lifecyclePolicy?: string
  /** Its text; kept, and asked by nobody: every caller may do everything. */
  policy?: string
  /** Blobs that were uploaded or mounted into this repository, with their sizes: what an image in it may be made of. */
  readonly layers: Map<string, number>
  /** By digest. */
  readonly images: Map<string, StoredImage>
  /** Tag to digest. */
  readonly tags: Map<string, string>
  /** By image digest: a scan belongs to one manifest in one repository. */
  readonly scans: Map<string, ScanRecord>
}

export interface StoredImage {
  readonly digest: string
  /** Exactly the bytes that were put; the digest is theirs. */
  readonly manifest: string
  readonly mediaType: string
  readonly pushedAt: Date
  lastPulledAt?: Date
  /** While it is in the archive. */
  archivedAt?: Date
  /** While it is on its way back from there. */
  restoringSince?: Date
  lastArchivedAt?: Date
  lastActivatedAt?: Date
}

export interface RegistryScanning {
  scanType: ScanType
  rules: readonly RegistryScanningRule[]
}

export function repositoryArn(world: World, name: string): string {
  return `arn:aws:ecr:${world.region}:${world.accountId}:repository/${name}`
}

/** The registry is this server, so a repository's URI starts with its host and port. */
export function repositoryUri(world: World, name: string): string {
  return `${new URL(world.url).host}/${name}`
}

/** There is one registry; the calls that list or create name no repository that could be missing in another. */
export function requireOwnRegistry(world: World, registryId: string = world.accountId): void {
  if (registryId === world.accountId) return
  throw invalidParameter(
    `'registryId': the local cloud has the registry '${world.accountId}' only, not '${registryId}'`,
  )
}

/** The repository, or RepositoryNotFoundException in the words of ECR. */
export function findRepository(
  world: World,
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

/** Tags of a digest, sorted. */
export function tagsOf(repository: Repository, digest: string): string[] {
  return [...repository.tags].flatMap(([tag, of]) => (of === digest ? [tag] : [])).toSorted()
}

export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterException', `Invalid parameter at ${message}`)
}
