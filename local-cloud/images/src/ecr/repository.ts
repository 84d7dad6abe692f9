import type {
  ImageTagMutability,
  ImageTagMutabilityExclusionFilter,
  ScanType,
  RegistryScanningRule,
} from '@aws-sdk/client-ecr'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import type { ScanRecord } from './scan-record.ts'

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

/** Tags of a digest, sorted. */
export function tagsOf(repository: Repository, digest: string): string[] {
  return [...repository.tags].flatMap(([tag, of]) => (of === digest ? [tag] : [])).toSorted()
}

export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterException', `Invalid parameter at ${message}`)
}
