import {
  BatchGetRepositoryScanningConfigurationCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  GetRegistryScanningConfigurationCommand,
} from '@aws-sdk/client-ecr'
import { awsClientOptions } from './client.ts'
import { putImage, type ImageToTag, type PutOutcome } from './ecr-put-image.ts'
import { readScan, type ScanAnswer } from './ecr-scan.ts'
import { startScan, type StartScanOutcome } from './ecr-start-scan.ts'
import { awsCall } from './error.ts'

export type { ImageToTag } from './ecr-put-image.ts'
export type { ReportedFinding, ScanAnswer } from './ecr-scan.ts'
export type { StartScanOutcome } from './ecr-start-scan.ts'

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
  /** PutImage with `imageDigest`: the tag is given to those bytes and no others. */
  putImage(image: ImageToTag): Promise<PutOutcome>
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

/** What is not there is an answer here, not an error. */
function absent(error: unknown): undefined {
  const name = error instanceof Error ? error.name : ''
  if (name !== 'RepositoryNotFoundException' && name !== 'ImageNotFoundException') throw error
}
