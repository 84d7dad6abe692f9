import type { EcrRepository, RepositoryEncryption } from '@slipway/aws/ecr'

/** What a repository was asked to be like. */
export interface RepositorySettings {
  readonly tagMutability: 'MUTABLE' | 'IMMUTABLE'
  /** Wildcards of tags that are not as `tagMutability` says. */
  readonly exclusionFilters: readonly string[]
  /** Absent: whatever it is. */
  readonly encryption: RepositoryEncryption | undefined
  readonly scanOnPush: boolean
}

/** What a repository is like. */
export interface RepositoryState extends EcrRepository {
  /** Whether a push is scanned, registry's configuration included. */
  readonly scanned: boolean
  /** JSON. */
  readonly policy: string | undefined
}

/** ECR's own word for mutability and filters together. */
export function mutabilityOf({ tagMutability, exclusionFilters }: RepositorySettings): string {
  return exclusionFilters.length === 0 ? tagMutability : `${tagMutability}_WITH_EXCLUSION`
}

/**
 * Where an existing repository differs from what was asked: one line each, in the words of the inputs. Nothing of it is
 * changed: whose the repository is, and why it is as it is, is not known here.
 * @param policy JSON; absent: not asked for.
 */
export function repositoryDrift(
  wanted: RepositorySettings,
  policy: string | undefined,
  found: RepositoryState,
): readonly string[] {
  const differences = [
    difference('tag-mutability', found.tagMutability, mutabilityOf(wanted)),
    difference('mutability-exclusions', listed(found.exclusionFilters), listed(wanted.exclusionFilters)),
    encryptionDrift(wanted.encryption, found.encryption),
    difference('scan-on-push', String(scansOnPush(wanted, found)), String(wanted.scanOnPush)),
    policy === undefined ? undefined : policyDrift(policy, found.policy),
  ]
  return differences.filter((line) => line !== undefined)
}

function difference(what: string, found: string, wished: string): string | undefined {
  return found === wished ? undefined : `${what} is ${found}, not ${wished}`
}

function listed(filters: readonly string[]): string {
  return filters.length === 0 ? 'none' : filters.toSorted().join(', ')
}

/** The repository's own flag is on its way out: what the registry's configuration scans is scanned all the same. */
function scansOnPush(
  { scanOnPush: wished }: RepositorySettings,
  { scanOnPush = false, scanned }: RepositoryState,
): boolean {
  return wished ? scanOnPush || scanned : scanOnPush
}

function encryptionDrift(
  wished: RepositoryEncryption | undefined,
  found: RepositoryEncryption = { type: 'AES256' },
): string | undefined {
  if (wished === undefined || (wished.type === found.type && sameKey(wished.key, found.key))) return undefined
  return difference('encryption', named(found), named(wished))
}

function named({ type, key }: RepositoryEncryption): string {
  return key === undefined ? type : `${type}:${key}`
}

/** ECR shows the key's ARN. An id is the end of it; which key an alias stands for cannot be told from the outside. */
function sameKey(wished: string | undefined, found: string | undefined): boolean {
  if (wished === undefined || /(^|:)alias\//.test(wished)) return true
  return found === wished || found?.endsWith(`:key/${wished}`) === true
}

function policyDrift(wished: string, found: string | undefined): string | undefined {
  if (found === undefined) return 'lifecycle-policy is not there'
  return canonical(found) === canonical(wished) ? undefined : 'lifecycle-policy is another one'
}

/** The same for the same JSON, however it is spaced and ordered; text that is no JSON as it is. */
function canonical(text: string): string {
  try {
    return JSON.stringify(sorted(JSON.parse(text)))
  } catch {
    return text
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, member]) => [key, sorted(member)]))
}
