import {
  CreateRepositoryCommand,
  DescribeRepositoriesCommand,
  DescribeRepositoryCreationTemplatesCommand,
  type CreateRepositoryCommandInput,
  type ECRClient,
  type EncryptionType,
  type ImageTagMutability,
  type Repository,
} from '@aws-sdk/client-ecr'
import { Failure } from '@slipway/outcome'
import { aboutRegistry, aboutRepository, absent, isNamed } from './ecr-request.ts'
import { awsCall, type AwsErrorCode } from './error.ts'

export interface EcrRepository {
  readonly name: string
  /** `HOST/NAME` */
  readonly uri: string
  /** `arn:aws:ecr:REGION:ACCOUNT:repository/NAME` */
  readonly arn?: string
  /** `MUTABLE`, `IMMUTABLE`, `MUTABLE_WITH_EXCLUSION` or `IMMUTABLE_WITH_EXCLUSION` */
  readonly tagMutability: string
  /** Tags that match one of these are the exclusion; `*` stands for any text. */
  readonly exclusionFilters: readonly string[]
  readonly encryption?: RepositoryEncryption
  /** The repository's own setting; the registry's scanning configuration goes before it. */
  readonly scanOnPush?: boolean
}

export interface RepositoryEncryption {
  /** `AES256`, `KMS` or `KMS_DSSE` */
  readonly type: string
  /** ARN, id or alias of a key; absent: AWS's own key for ECR. */
  readonly key?: string
}

/** What a repository is made with: what is absent is not sent, so that ECR's default holds. */
export interface RepositorySpec {
  readonly name: string
  readonly tagMutability?: string
  readonly exclusionFilters?: readonly string[]
  readonly encryption?: RepositoryEncryption
  readonly scanOnPush?: boolean
}

export function findRepository(
  client: ECRClient,
  name: string,
  signal?: AbortSignal,
): Promise<EcrRepository | undefined> {
  const send = async (options: object): Promise<EcrRepository | undefined> => {
    const command = new DescribeRepositoriesCommand({ repositoryNames: [name] })
    const [found] = (await client.send(command, options).catch(absent))?.repositories ?? []
    return found === undefined ? undefined : toRepository(name, found)
  }
  return awsCall(aboutRepository('ecr:DescribeRepositories', name), send, signal)
}

/**
 * `undefined` when there is one of this name already: another job may have been faster.
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
 */
export function createRepository(
  client: ECRClient,
  spec: RepositorySpec,
  signal?: AbortSignal,
): Promise<EcrRepository | undefined> {
  const send = async (options: object): Promise<EcrRepository | undefined> => {
    try {
      const { repository } = await client.send(new CreateRepositoryCommand(creationOf(spec)), options)
      return toRepository(spec.name, repository ?? {})
    } catch (error) {
      if (isNamed(error, 'RepositoryAlreadyExistsException')) return undefined
      if (!isNamed(error, 'LimitExceededException')) throw error
      throw new Failure<AwsErrorCode>('AWS_ERROR', `ecr:CreateRepository on repository ${spec.name}: no more allowed`, {
        remedy: 'ask for a higher quota of repositories a registry, or delete some',
        cause: error,
      })
    }
  }
  return awsCall(aboutRepository('ecr:CreateRepository', spec.name), send, signal)
}

/** The prefix of the template from which ECR makes this repository at the first push; `undefined` where there is none. */
export function creationTemplate(client: ECRClient, name: string, signal?: AbortSignal): Promise<string | undefined> {
  return awsCall(
    aboutRegistry('ecr:DescribeRepositoryCreationTemplates'),
    async (options) => {
      const prefixes: string[] = []
      let nextToken: string | undefined
      do {
        const input = nextToken === undefined ? { maxResults: 1000 } : { maxResults: 1000, nextToken }
        const page = await client.send(new DescribeRepositoryCreationTemplatesCommand(input), options)
        const applied = (page.repositoryCreationTemplates ?? []).filter((one) =>
          one.appliedFor?.includes('CREATE_ON_PUSH'),
        )
        prefixes.push(...applied.map(({ prefix = '' }) => prefix))
        nextToken = page.nextToken
      } while (nextToken !== undefined && nextToken !== '')
      return templateFor(name, prefixes)
    },
    signal,
  )
}

/**
 * The longest prefix wins, and `ROOT` is for what no other one matches.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates.html
 */
function templateFor(name: string, prefixes: readonly string[]): string | undefined {
  const matching = prefixes.filter((prefix) => name.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`))
  return matching.toSorted((a, b) => b.length - a.length)[0] ?? prefixes.find((prefix) => prefix === 'ROOT')
}

function creationOf(spec: RepositorySpec): CreateRepositoryCommandInput {
  const { name, tagMutability, exclusionFilters = [], encryption, scanOnPush } = spec
  const filters = exclusionFilters.map((filter) => ({ filterType: 'WILDCARD' as const, filter }))
  const key = encryption?.key === undefined ? {} : { kmsKey: encryption.key }
  return {
    repositoryName: name,
    ...(tagMutability === undefined ? {} : { imageTagMutability: tagMutability as ImageTagMutability }),
    ...(filters.length === 0 ? {} : { imageTagMutabilityExclusionFilters: filters }),
    ...(scanOnPush === undefined ? {} : { imageScanningConfiguration: { scanOnPush } }),
    ...(encryption === undefined
      ? {}
      : { encryptionConfiguration: { encryptionType: encryption.type as EncryptionType, ...key } }),
  }
}

function toRepository(name: string, found: Repository): EcrRepository {
  const { repositoryArn: arn, encryptionConfiguration: encryption, imageScanningConfiguration: scanning } = found
  const { encryptionType: type, kmsKey: key } = encryption ?? {}
  return {
    name,
    uri: found.repositoryUri ?? '',
    tagMutability: found.imageTagMutability ?? 'MUTABLE',
    exclusionFilters: (found.imageTagMutabilityExclusionFilters ?? []).map(({ filter }) => filter ?? ''),
    ...(arn === undefined ? {} : { arn }),
    ...(type === undefined ? {} : { encryption: { type, ...(key === undefined ? {} : { key }) } }),
    ...(scanning?.scanOnPush === undefined ? {} : { scanOnPush: scanning.scanOnPush }),
  }
}
