import { Failure } from '@slipway/outcome'
import type { GitHubErrorCode } from './error.ts'

interface Repository {
  readonly owner: string
  readonly repo: string
}

/** An answer of Octokit that is an error, as far as it is read here. */
interface Refusal extends Error {
  readonly status: number
  readonly response?: { readonly headers: Readonly<Record<string, string | number | undefined>> }
}

/** The HTTP status of an API error; `undefined` when there was no answer. */
export function statusOf(error: unknown): number | undefined {
  return isRefusal(error) ? error.status : undefined
}

/** The failure of an API call: what was wanted, where, what GitHub said, and what would let it pass. */
export function apiFailure(error: unknown, wanted: string, { owner, repo }: Repository): Failure<GitHubErrorCode> {
  const refusal = isRefusal(error) ? error : undefined
  const { code, remedy } = classify(refusal)
  const words = error instanceof Error ? error.message.replace(/\s*\n\s*/g, ' ') : String(error)
  const status = refusal === undefined ? 'no answer' : `HTTP ${refusal.status}`
  const message = `could not ${wanted} in ${owner}/${repo}: ${status}: ${words}${accepted(refusal)}`
  return new Failure(code, message, { cause: error, ...(remedy === undefined ? {} : { remedy }) })
}

interface Class {
  readonly code: GitHubErrorCode
  readonly remedy?: string
}

function classify(refusal: Refusal | undefined): Class {
  const again: Class = { code: 'GITHUB_UNAVAILABLE', remedy: 'run the job again: nothing is done twice' }
  if (refusal === undefined || refusal.status >= 500) return again
  if (isRateLimit(refusal)) return { code: 'RATE_LIMITED', remedy: 'run the job again when the limit has reset' }
  if (refusal.status === 401)
    return { code: 'TOKEN_REFUSED', remedy: 'set token to one that is valid, e.g. ${{ github.token }}' }
  if (refusal.status === 403) return { code: 'PERMISSION_MISSING', remedy: grant(refusal) }
  if (refusal.status === 404) {
    return {
      code: 'REPOSITORY_NOT_FOUND',
      remedy: 'check that the token may see the repository: permissions: contents: write',
    }
  }
  return { code: 'TAG_REFUSED', remedy: 'see the rules of the repository for tags, and that the commit was pushed' }
}

function grant(refusal: Refusal): string {
  const missing = 'grant the job permissions: contents: write'
  if (!header(refusal, 'x-accepted-github-permissions').includes('workflows')) return missing
  return `${missing}; where the commit's workflow files differ from the branch, GitHub wants workflows: write too, which only the token of an App or a person can have`
}

/** Names the permission in GitHub's own words (https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api). */
function accepted(refusal: Refusal | undefined): string {
  const permissions = refusal?.status === 403 ? header(refusal, 'x-accepted-github-permissions') : ''
  return permissions === '' ? '' : ` (it accepts the permissions ${permissions})`
}

function isRateLimit(refusal: Refusal): boolean {
  const spent = header(refusal, 'x-ratelimit-remaining') === '0' || header(refusal, 'retry-after') !== ''
  return refusal.status === 429 || (refusal.status === 403 && spent)
}

function header(refusal: Refusal, name: string): string {
  return String(refusal.response?.headers[name] ?? '')
}

/** Octokit answers with status 500 where there was no answer at all: then there is no response either. */
function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && 'status' in error && 'response' in error && error.response !== undefined
}
