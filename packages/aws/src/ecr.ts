import {
  BatchGetRepositoryScanningConfigurationCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  GetRegistryScanningConfigurationCommand,
  PutImageCommand,
  StartImageScanCommand,
} from '@aws-sdk/client-ecr'
import { Failure } from '@slipway/outcome'
import { awsClientOptions } from './client.ts'
import { readScan, type ScanAnswer } from './ecr-scan.ts'
import { awsCall, awsFailure } from './error.ts'
import { isTransient } from './transient.ts'

export type { ReportedFinding, ScanAnswer } from './ecr-scan.ts'

export interface EcrLogin {
  /** `https://HOST`, as GetAuthorizationToken names it. */
  readonly endpoint: string
  /** Base64 of `AWS:password`. A secret. */
  readonly token: string
}

export interface EcrRepository {
  readonly name: string
  /** `HOST/NAME` */
  readonly uri: string
  /** `MUTABLE`, `IMMUTABLE`, `MUTABLE_WITH_EXCLUSION` or `IMMUTABLE_WITH_EXCLUSION` */
  readonly tagMutability: string
  /** Tags that match one of these are the exclusion; `*` stands for any text. */
  readonly exclusionFilters: readonly string[]
}

export interface EcrScanConfiguration {
  /** `BASIC` or `ENHANCED` */
  readonly scanType: string | undefined
  readonly scanOnPush: boolean
  readonly scanFrequency: string | undefined
}

/** `limited`: scanned within 24 hours; `not-yet`: the image is not visible, or AWS had no answer, and may be asked again. */
export type StartScanOutcome = 'started' | 'limited' | 'disabled' | 'unsupported' | 'archived' | 'not-yet'

export interface ImageToTag {
  readonly repository: string
  readonly tag: string
  readonly digest: string
  readonly mediaType: string
  /** The exact manifest, byte for byte. */
  readonly manifest: string
}

/** The part of ECR that a release needs. Every member throws Failures that name the IAM action. */
export interface EcrPort {
  login(): Promise<EcrLogin>
  /** `undefined` when there is none of this name. */
  repository(name: string): Promise<EcrRepository | undefined>
  /** The digest that a tag points to now. */
  digestOf(repository: string, tag: string): Promise<string | undefined>
  scanConfiguration(repository: string): Promise<EcrScanConfiguration>
  startScan(repository: string, digest: string): Promise<StartScanOutcome>
  scan(repository: string, digest: string): Promise<ScanAnswer>
  /** PutImage with `imageDigest`. `tag-taken`: the repository is immutable and the tag is on some digest already. */
  putImage(image: ImageToTag): Promise<'tagged' | 'already-there' | 'tag-taken'>
}

export function createEcr(): EcrPort {
  const client = new ECRClient(awsClientOptions())
  // The SDK takes the 24-hour LimitExceededException for throttling and would repeat it for minutes.
  const once = new ECRClient({ ...awsClientOptions(), maxAttempts: 1 })
  return {
    login: () => login(client),
    repository: (name) => findRepository(client, name),
    digestOf: (repository, tag) => digestOf(client, repository, tag),
    scanConfiguration: (repository) => scanConfiguration(client, repository),
    startScan: (repository, digest) => startScan(once, repository, digest),
    scan: (repository, digest) => readScan(client, repository, digest),
    putImage: (image) => putImage(client, image),
  }
}

function login(client: ECRClient): Promise<EcrLogin> {
  return awsCall({ action: 'ecr:GetAuthorizationToken', on: '*' }, async () => {
    const { authorizationData = [] } = await client.send(new GetAuthorizationTokenCommand({}))
    const { proxyEndpoint, authorizationToken } = authorizationData[0] ?? {}
    if (proxyEndpoint === undefined || authorizationToken === undefined) throw new Error('the answer has no token')
    return { endpoint: proxyEndpoint, token: authorizationToken }
  })
}

function findRepository(client: ECRClient, name: string): Promise<EcrRepository | undefined> {
  return awsCall({ action: 'ecr:DescribeRepositories', on: `repository ${name}` }, async () => {
    const answer = await client.send(new DescribeRepositoriesCommand({ repositoryNames: [name] })).catch(absent)
    const [found] = answer?.repositories ?? []
    if (found === undefined) return undefined
    return {
      name,
      uri: found.repositoryUri ?? '',
      tagMutability: found.imageTagMutability ?? 'MUTABLE',
      exclusionFilters: (found.imageTagMutabilityExclusionFilters ?? []).map(({ filter }) => filter ?? ''),
    }
  })
}

function digestOf(client: ECRClient, repository: string, tag: string): Promise<string | undefined> {
  return awsCall({ action: 'ecr:DescribeImages', on: `repository ${repository}` }, async () => {
    const command = new DescribeImagesCommand({ repositoryName: repository, imageIds: [{ imageTag: tag }] })
    return (await client.send(command).catch(absent))?.imageDetails?.[0]?.imageDigest
  })
}

async function scanConfiguration(client: ECRClient, repository: string): Promise<EcrScanConfiguration> {
  const scanType = await awsCall({ action: 'ecr:GetRegistryScanningConfiguration', on: '*' }, async () => {
    const { scanningConfiguration } = await client.send(new GetRegistryScanningConfigurationCommand({}))
    return scanningConfiguration?.scanType
  })
  const on = `repository ${repository}`
  return awsCall({ action: 'ecr:BatchGetRepositoryScanningConfiguration', on }, async () => {
    const command = new BatchGetRepositoryScanningConfigurationCommand({ repositoryNames: [repository] })
    const { scanningConfigurations = [], failures = [] } = await client.send(command)
    const [found] = scanningConfigurations
    if (found === undefined) throw new Error(failures[0]?.failureReason ?? 'the answer has no configuration')
    return { scanType, scanOnPush: found.scanOnPush ?? false, scanFrequency: found.scanFrequency }
  })
}

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_StartImageScan.html */
function startScan(client: ECRClient, repository: string, digest: string): Promise<StartScanOutcome> {
  const request = { action: 'ecr:StartImageScan', on: `repository ${repository}` }
  return awsCall(request, async () => {
    try {
      await client.send(new StartImageScanCommand({ repositoryName: repository, imageId: { imageDigest: digest } }))
      return 'started'
    } catch (error) {
      const outcome =
        startOutcomes.get(nameOf(error)) ?? (isTransient(awsFailure(error, request)) ? 'not-yet' : undefined)
      if (outcome === undefined) throw error
      return outcome
    }
  })
}

const startOutcomes: ReadonlyMap<string, StartScanOutcome> = new Map([
  ['LimitExceededException', 'limited'],
  ['ValidationException', 'disabled'],
  ['UnsupportedImageTypeException', 'unsupported'],
  ['ImageArchivedException', 'archived'],
  ['ImageNotFoundException', 'not-yet'],
] as const)

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImage.html */
function putImage(client: ECRClient, image: ImageToTag): Promise<'tagged' | 'already-there' | 'tag-taken'> {
  const { repository, tag, digest, mediaType, manifest } = image
  if (tag === '') throw new Failure('AWS_ERROR', `ecr:PutImage of ${digest} without a tag`)
  return awsCall({ action: 'ecr:PutImage', on: `repository ${repository}` }, async () => {
    const command = new PutImageCommand({
      repositoryName: repository,
      imageTag: tag,
      imageDigest: digest,
      imageManifestMediaType: mediaType,
      imageManifest: manifest,
    })
    try {
      await client.send(command)
      return 'tagged'
    } catch (error) {
      if (nameOf(error) === 'ImageAlreadyExistsException') return 'already-there'
      if (nameOf(error) === 'ImageTagAlreadyExistsException') return 'tag-taken'
      throw error
    }
  })
}

/** What is not there is an answer here, not an error. */
function absent(error: unknown): undefined {
  const name = nameOf(error)
  if (name !== 'RepositoryNotFoundException' && name !== 'ImageNotFoundException') throw error
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : ''
}
