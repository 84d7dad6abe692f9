import { Failure } from '@slipway/outcome'
import type { GitErrorCode } from './error.ts'

/** `what` says what is missing, in one line. */
export function historyUnavailable(what: string, cause?: unknown): Failure<GitErrorCode> {
  const remedy =
    'set fetch-depth: 0 at actions/checkout, or let the fetch in: ' +
    'give this step token: ${{ github.token }}, and the job permissions: contents: read'
  return new Failure('HISTORY_UNAVAILABLE', what, { remedy, ...(cause === undefined ? {} : { cause }) })
}

/** git could not reach the remote or was not let in: asking for something else would end in the same way. */
const noAnswer: readonly RegExp[] = [
  /unable to access|could not resolve|connection (?:refused|timed out|reset)/i,
  /authentication failed|could not read (?:username|password|from remote)|permission denied|host key verification/i,
  /repository not found|repository '[^']*' not found|does not appear to be a git repository/i,
  /returned error: (?:40[134]|5\d\d)/i,
]

export function isUnreachable(error: unknown): boolean {
  const words = wordsOf(error)
  return noAnswer.some((pattern) => pattern.test(words))
}

/** What git said on its way out. */
export function wordsOf(error: unknown): string {
  return error instanceof Failure && error.cause instanceof Error ? error.cause.message : ''
}
