export interface BackoffOptions {
  /** First upper bound in milliseconds. */
  readonly base: number
  /** No wait is longer than this, in milliseconds. */
  readonly cap: number
  /** 0 <= random() < 1; injected by tests. */
  readonly random?: () => number
}

/** Exponential backoff with full jitter: a uniform wait in [0, min(cap, base * 2^attempt)), attempt counted from 0. */
export function backoff(attempt: number, { base, cap, random = Math.random }: BackoffOptions): number {
  return random() * Math.min(cap, base * 2 ** attempt)
}
