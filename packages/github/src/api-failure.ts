import { Failure } from '@slipway/outcome'
import type { GitHubErrorCode } from './error.ts'
import { header, isRateLimit, isRefusal, wordsOf, type Refusal } from './refusal.ts'

interface Repository {
  readonly owner: string
  readonly repo: string
}

/** What a call is for, and what it needs. */
export interface Want {
  /** After "could not", e.g. `create the tag v1.0.0`. */
  readonly what: string
  /** As a workflow grants it. */
  readonly permission: 'contents: read' | 'contents: write' | 'pull-requests: read' | 'pull-requests: write'
  /** The code when GitHub does not want the request; `REQUEST_REFUSED` where absent. */
  readonly refused?: GitHubErrorCode
  /** What to do then. */
  readonly remedy?: string
  /** What may help before that where a rule of the repository is in the way. */
  readonly ruled?: string
  /** More about it, after GitHub's words. */
  readonly detail?: string
}

/** The failure of an API call: what was wanted, where, what GitHub said, and what would let it pass. */
export function apiFailure(error: unknown, want: Want, { owner, repo }: Repository): Failure<GitHubErrorCode> {
  const refusal = isRefusal(error) ? error : undefined
  const { code, remedy } = classify(refusal, want)
  const status = refusal === undefined ? 'no answer' : `HTTP ${refusal.status}`
  const detail = want.detail === undefined ? '' : ` (${want.detail})`
  const message = `could not ${want.what} in ${owner}/${repo}: ${status}: ${wordsOf(error)}${accepted(refusal)}${detail}`
  return new Failure(code, message, { cause: error, ...(remedy === undefined ? {} : { remedy }) })
}

interface Class {
  readonly code: GitHubErrorCode
  readonly remedy?: string
}

function classify(refusal: Refusal | undefined, want: Want): Class {
  const again: Class = { code: 'GITHUB_UNAVAILABLE', remedy: 'run the job again: nothing is done twice' }
  if (refusal === undefined || refusal.status >= 500) return again
  if (isRateLimit(refusal)) return { code: 'RATE_LIMITED', remedy: later(refusal) }
  if (refusal.status === 401)
    return { code: 'TOKEN_REFUSED', remedy: 'set token to one that is valid, e.g. ${{ github.token }}' }
  if (refusal.status === 403) return { code: 'PERMISSION_MISSING', remedy: grant(refusal, want) }
  if (refusal.status === 404) return { code: 'REPOSITORY_NOT_FOUND', remedy: visible(want) }
  return refused(refusal, want)
}

function refused(refusal: Refusal, { refused: code = 'REQUEST_REFUSED', remedy, ruled }: Want): Class {
  if (/rule violations|GH013/i.test(refusal.message)) {
    const rules =
      'see the rules of the repository (Settings, Rules, Rulesets): let the token bypass the one that refuses this, or change it'
    return { code, remedy: ruled === undefined ? rules : `${ruled}; else ${rules}` }
  }
  return remedy === undefined ? { code } : { code, remedy }
}

function grant(refusal: Refusal, { permission }: Want): string {
  const missing = `grant the job permissions: ${permission}`
  const workflows = header(refusal, 'x-accepted-github-permissions').includes('workflows')
  if (!workflows && !namesWorkflows(refusal.message)) return missing
  return `${missing}; where the commit's workflow files differ from the branch, GitHub wants workflows: write too, which only the token of an App or a person can have`
}

function namesWorkflows(words: string): boolean {
  const at = words.search(/\bworkflows?\b/)
  return at >= 0 && / (?:permission|scope)/.test(words.slice(at))
}

/** GitHub answers 404, not 403, about what a token may not even see. */
function visible({ permission }: Want): string {
  return `check that it exists and that the token may see the repository, above all a private one: permissions: ${permission}`
}

function later(refusal: Refusal): string {
  const seconds = Number(header(refusal, 'retry-after'))
  if (seconds > 0) return `run the job again in ${seconds} s, when the limit has reset`
  const reset = Number(header(refusal, 'x-ratelimit-reset'))
  const at = reset > 0 && reset < 1e11 ? `, at ${new Date(reset * 1000).toISOString()}` : ''
  return `run the job again when the limit has reset${at}`
}

/** Names the permission in GitHub's own words (https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api). */
function accepted(refusal: Refusal | undefined): string {
  const permissions = refusal?.status === 403 ? header(refusal, 'x-accepted-github-permissions') : ''
  return permissions === '' ? '' : ` (it accepts the permissions ${permissions})`
}
