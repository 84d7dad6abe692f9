import type { EcrPort, EcrRepository } from '@slipway/aws/ecr'
import { Failure } from '@slipway/outcome'
import { refuseToMake } from './other-registry.ts'
import { mutabilityOf, repositoryDrift, type RepositorySettings } from './repository-drift.ts'

export type CreateRepositoryErrorCode = 'LIFECYCLE_POLICY_INVALID' | 'REPOSITORY_VANISHED'

/** With the file that holds its lifecycle policy; empty: none is asked for. */
export interface NewRepositorySettings extends RepositorySettings {
  readonly lifecyclePolicy: string
}

export interface EnsuredRepository {
  readonly repository: EcrRepository
  /** Whether this run made it. */
  readonly created: boolean
  /** Where it differs from what was asked: for the log, the summary and a warning. */
  readonly drift: readonly string[]
}

export interface RepositoryPorts {
  readonly ecr: Pick<
    EcrPort,
    'repository' | 'createRepository' | 'lifecyclePolicy' | 'putLifecyclePolicy' | 'scanConfiguration'
  >
  readonly files: { read(path: string): Promise<string> }
  readonly signal?: AbortSignal
}

interface ToCompare {
  readonly repository: EcrRepository
  readonly wanted: RepositorySettings
  /** The lifecycle policy that is wanted. */
  readonly policy: string | undefined
}

/**
 * The repository, made if it is not there; that another job made it meanwhile is as good. One that was there is left as
 * it is, and its differences are told.
 */
export async function ensureRepository(
  name: string,
  wanted: NewRepositorySettings,
  ports: RepositoryPorts,
): Promise<EnsuredRepository> {
  const { ecr, files, signal } = ports
  const policy = await readPolicy(wanted.lifecyclePolicy, files)
  const there = await ecr.repository(name, signal)
  if (there !== undefined) return drifted({ repository: there, wanted, policy }, ports)
  refuseToMake(name)
  const made = await ecr.createRepository({ ...specOf(wanted), name }, signal)
  const repository = made ?? (await ecr.repository(name, signal)) ?? vanished(name)
  // There was no repository when this run looked: giving it the policy it lacks belongs to making it.
  if (policy !== undefined && (made !== undefined || (await ecr.lifecyclePolicy(name, signal)) === undefined))
    await ecr.putLifecyclePolicy(name, policy, signal)
  return made === undefined ? drifted({ repository, wanted, policy }, ports) : { repository, created: true, drift: [] }
}

/**
 * The prefix of the template by which ECR makes the repository itself at the first push; `undefined` where there is
 * none, and where this role may not look.
 */
export async function createdOnPush(
  name: string,
  ecr: Pick<EcrPort, 'creationTemplate'>,
  signal?: AbortSignal,
): Promise<string | undefined> {
  try {
    return await ecr.creationTemplate(name, signal)
  } catch (error) {
    if (error instanceof Failure && error.code === 'AWS_ACCESS_DENIED') return undefined
    throw error
  }
}

/** A repository that was there, and where it differs from what is wanted. */
async function drifted(
  { repository, wanted, policy: asked }: ToCompare,
  { ecr, signal }: RepositoryPorts,
): Promise<EnsuredRepository> {
  const { name, scanOnPush = false } = repository
  const [policy, scanned] = await Promise.all([
    asked === undefined ? undefined : ecr.lifecyclePolicy(name, signal),
    wanted.scanOnPush && !scanOnPush ? isScanned(name, ecr, signal) : scanOnPush,
  ])
  return { repository, created: false, drift: repositoryDrift(wanted, asked, { ...repository, policy, scanned }) }
}

async function isScanned(name: string, ecr: RepositoryPorts['ecr'], signal: AbortSignal | undefined): Promise<boolean> {
  const { scanOnPush, scanFrequency } = await ecr.scanConfiguration(name, signal)
  return scanOnPush || scanFrequency === 'CONTINUOUS_SCAN'
}

function specOf(wanted: RepositorySettings): Omit<Parameters<EcrPort['createRepository']>[0], 'name'> {
  const { exclusionFilters, encryption, scanOnPush } = wanted
  const encrypted = encryption === undefined ? {} : { encryption }
  return { tagMutability: mutabilityOf(wanted), exclusionFilters, scanOnPush, ...encrypted }
}

/** Characters; https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutLifecyclePolicy.html */
const policyLength = { min: 100, max: 30_720 } as const

async function readPolicy(path: string, files: RepositoryPorts['files']): Promise<string | undefined> {
  if (path === '') return undefined
  const text = (await files.read(path)).trim()
  if (!hasRules(text)) throw invalid(path, 'not a JSON object with rules')
  const { min, max } = policyLength
  if (text.length < min || text.length > max) throw invalid(path, `not of ${min} to ${max} characters, as ECR takes it`)
  return text
}

function hasRules(text: string): boolean {
  try {
    const policy: unknown = JSON.parse(text)
    return typeof policy === 'object' && policy !== null && 'rules' in policy && Array.isArray(policy.rules)
  } catch {
    return false
  }
}

function invalid(path: string, what: string): Failure<CreateRepositoryErrorCode> {
  return new Failure('LIFECYCLE_POLICY_INVALID', `the lifecycle policy in ${path} is ${what}`, {
    remedy: 'write it as for aws ecr put-lifecycle-policy --lifecycle-policy-text file://…',
  })
}

function vanished(name: string): never {
  throw new Failure<CreateRepositoryErrorCode>(
    'REPOSITORY_VANISHED',
    `ECR says that the repository ${name} is there already, and then that it is not`,
    { remedy: 'run the step again; check that no other job deletes it' },
  )
}
