import { ECRClient } from '@aws-sdk/client-ecr'
import { awsClientOptions } from './client.ts'
import { accountSetting, login, type EcrLogin } from './ecr-account.ts'
import { blobsThere } from './ecr-blobs.ts'
import { findImage, type EcrImage, type ImageReference } from './ecr-image.ts'
import { lifecyclePolicy, putLifecyclePolicy } from './ecr-lifecycle.ts'
import { readManifest, type EcrManifest } from './ecr-manifest.ts'
import { putImage, type ImageToTag, type PutOutcome } from './ecr-put-image.ts'
import { listReferrers, type EcrReferrer } from './ecr-referrers.ts'
import {
  createRepository,
  creationTemplate,
  findRepository,
  type EcrRepository,
  type RepositorySpec,
} from './ecr-repository.ts'
import { readScan, type ScanAnswer } from './ecr-scan.ts'
import { scanConfiguration, type EcrScanConfiguration } from './ecr-scan-configuration.ts'
import { startScan, type StartScanOutcome } from './ecr-start-scan.ts'
import { untag, type UntagOutcome } from './ecr-untag.ts'

export type { EcrLogin } from './ecr-account.ts'
export type { EcrImage, ImageReference } from './ecr-image.ts'
export type { EcrManifest, ManifestErrorCode } from './ecr-manifest.ts'
export type { ImageToTag } from './ecr-put-image.ts'
export type { EcrReferrer } from './ecr-referrers.ts'
export type { EcrRepository, RepositoryEncryption, RepositorySpec } from './ecr-repository.ts'
export type { ScanAnswer } from './ecr-scan.ts'
export type { EcrScanConfiguration } from './ecr-scan-configuration.ts'
export type { StartScanOutcome } from './ecr-start-scan.ts'
export type { UntagOutcome } from './ecr-untag.ts'
export type { ReportedFinding, ReportedPackage } from './reported-finding.ts'

/**
 * The part of ECR that a release needs. Every member throws Failures that name the IAM action, and rejects with the
 * signal's reason as soon as the signal is aborted.
 */
export interface EcrPort {
  login(signal?: AbortSignal): Promise<EcrLogin>
  /** `undefined` when there is none of this name. */
  repository(name: string, signal?: AbortSignal): Promise<EcrRepository | undefined>
  /** `undefined` when there is one of this name already, made by somebody else meanwhile. */
  createRepository(spec: RepositorySpec, signal?: AbortSignal): Promise<EcrRepository | undefined>
  /** The prefix of the template from which ECR would make the repository at the first push. */
  creationTemplate(name: string, signal?: AbortSignal): Promise<string | undefined>
  /** JSON text. */
  lifecyclePolicy(repository: string, signal?: AbortSignal): Promise<string | undefined>
  putLifecyclePolicy(repository: string, policy: string, signal?: AbortSignal): Promise<void>
  /** The digest that a tag points to now. */
  digestOf(repository: string, tag: string, signal?: AbortSignal): Promise<string | undefined>
  image(repository: string, reference: ImageReference, signal?: AbortSignal): Promise<EcrImage | undefined>
  /** The exact bytes, checked against the digest. */
  manifest(repository: string, digest: string, signal?: AbortSignal): Promise<EcrManifest | undefined>
  /** Which of these layers and configs the repository holds; one request a hundred. */
  blobsThere(repository: string, digests: readonly string[], signal?: AbortSignal): Promise<ReadonlySet<string>>
  /** Artifacts whose subject is the digest. */
  referrers(
    repository: string,
    digest: string,
    artifactType?: string,
    signal?: AbortSignal,
  ): Promise<readonly EcrReferrer[]>
  /** Takes one tag away, and never the image. */
  untag(repository: string, tag: string, signal?: AbortSignal): Promise<UntagOutcome>
  /** e.g. `BLOB_MOUNTING` */
  accountSetting(name: string, signal?: AbortSignal): Promise<string | undefined>
  scanConfiguration(repository: string, signal?: AbortSignal): Promise<EcrScanConfiguration>
  startScan(repository: string, digest: string, signal?: AbortSignal): Promise<StartScanOutcome>
  scan(repository: string, digest: string, signal?: AbortSignal): Promise<ScanAnswer>
  /** PutImage with `imageDigest`: the tag is given to those bytes and no others. */
  putImage(image: ImageToTag, signal?: AbortSignal): Promise<PutOutcome>
}

export function createEcr(): EcrPort {
  const client = new ECRClient(awsClientOptions())
  // The SDK takes the 24-hour LimitExceededException for throttling and would repeat it for minutes.
  const once = new ECRClient({ ...awsClientOptions(), maxAttempts: 1 })
  return {
    login: (signal) => login(client, signal),
    repository: (name, signal) => findRepository(client, name, signal),
    createRepository: (spec, signal) => createRepository(client, spec, signal),
    creationTemplate: (name, signal) => creationTemplate(client, name, signal),
    lifecyclePolicy: (repository, signal) => lifecyclePolicy(client, repository, signal),
    putLifecyclePolicy: (repository, policy, signal) => putLifecyclePolicy(client, repository, policy, signal),
    digestOf: async (repository, tag, signal) => (await findImage(client, repository, { tag }, signal))?.digest,
    image: (repository, reference, signal) => findImage(client, repository, reference, signal),
    manifest: (repository, digest, signal) => readManifest(client, repository, digest, signal),
    blobsThere: (repository, digests, signal) => blobsThere(client, repository, digests, signal),
    referrers: (repository, digest, artifactType, signal) =>
      listReferrers(client, repository, { digest, artifactType }, signal),
    untag: (repository, tag, signal) => untag(client, repository, tag, signal),
    accountSetting: (name, signal) => accountSetting(client, name, signal),
    scanConfiguration: (repository, signal) => scanConfiguration(client, repository, signal),
    startScan: (repository, digest, signal) => startScan(once, repository, digest, signal),
    scan: (repository, digest, signal) => readScan(client, repository, digest, signal),
    putImage: (image, signal) => putImage(client, image, signal),
  }
}
