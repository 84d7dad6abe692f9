/** When probing is enough, and how long it may go on. */
export interface Policy {
  /** Every one must be healthy; one sample of each belongs to a round. */
  readonly endpoints: readonly string[]
  /** Good samples in a row, of every endpoint. */
  readonly successes: number
  /** Epoch milliseconds. A probe may end up to a second after it. */
  readonly deadline: number
  /** Between two rounds, in milliseconds, before jitter. */
  readonly intervalMs: number
  readonly attemptTimeoutMs: number
  /** Any number; makes the jitter of one run differ from another's. */
  readonly seed?: number
}

/** At least one, whatever a caller wrote: nothing is healthy unseen. */
export function successesNeeded({ successes }: Pick<Policy, 'successes'>): number {
  return Math.max(1, Math.ceil(successes) || 1)
}

/** Milliseconds from the first probe to the last one that is needed, when every answer is right and comes at once. */
export function leastMs(policy: Pick<Policy, 'successes' | 'intervalMs'>): number {
  return (successesNeeded(policy) - 1) * policy.intervalMs
}

/** The same with the longest intervals that jitter gives. */
export function longestMs(policy: Pick<Policy, 'successes' | 'intervalMs'>): number {
  return Math.ceil(leastMs(policy) * 1.2)
}

/**
 * Milliseconds to wait after a round: the interval, doubled up to four times while nothing answers
 * (a wrong answer is asked again at the plain interval), and 20 % more or less, so that many runs do not probe in step.
 */
export function intervalAfter(policy: Policy, round: number, unreachableInARow: number): number {
  const factor = 2 ** Math.min(2, Math.max(0, unreachableInARow - 1))
  return Math.round(policy.intervalMs * factor * (0.8 + 0.4 * unit(policy.seed ?? 0, round)))
}

/** A number in [0, 1) that looks random and depends on its arguments alone (the finaliser of MurmurHash3). */
function unit(seed: number, round: number): number {
  let hash = Math.imul(Math.trunc(seed) ^ Math.imul(round + 1, 0x9e3779b1), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}
