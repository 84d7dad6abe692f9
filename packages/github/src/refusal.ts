/** An answer of Octokit that is an error, as far as it is read here. */
export interface Refusal extends Error {
  readonly status: number
  readonly response: { readonly headers: Readonly<Record<string, string | number | undefined>> }
}

/** Octokit answers with status 500 where there was no answer at all: then there is no response either. */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && 'status' in error && 'response' in error && error.response !== undefined
}

/** The HTTP status of an API error; `undefined` when there was no answer. */
export function statusOf(error: unknown): number | undefined {
  return isRefusal(error) ? error.status : undefined
}

/** Whether a call may have taken effect although it failed: no answer, or a server in trouble. */
export function isUnclear(error: unknown): boolean {
  const status = statusOf(error)
  return status === undefined || status >= 500
}

/** Whether two commits cannot be compared because they have no commit in common, which GitHub says with a 404. */
export function isUnrelated(error: unknown): boolean {
  return statusOf(error) === 404 && /no common ancestor/i.test(wordsOf(error))
}

/** What GitHub said, on one line. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message.trim().replace(/(?<!\s)\s*\n\s*/g, ' ') : String(error)
}

export function header(refusal: Refusal, name: string): string {
  return String(refusal.response.headers[name] ?? '')
}

/**
 * Primary limits leave nothing over, secondary ones say when to come back or say so in words
 * (https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api).
 */
export function isRateLimit(refusal: Refusal): boolean {
  if (refusal.status === 429) return true
  const spent = header(refusal, 'x-ratelimit-remaining') === '0' || header(refusal, 'retry-after') !== ''
  return refusal.status === 403 && (spent || /secondary rate limit|abuse detection/i.test(refusal.message))
}
