import type { Judged } from './judge.ts'

/** The newest samples of one endpoint, at most `size`, oldest first. */
export function lastOf(samples: readonly Judged[], endpoint: string, size: number): readonly Judged[] {
  const window: Judged[] = []
  for (let index = samples.length - 1; index >= 0 && window.length < size; index--) {
    const sample = samples[index]
    if (sample?.endpoint === endpoint) window.unshift(sample)
  }
  return window
}

/** How many of the newest samples of an endpoint have this outcome without a break, counted up to `limit`. */
export function inARow(
  samples: readonly Judged[],
  endpoint: string,
  outcome: Judged['outcome'],
  limit: number,
): number {
  const window = lastOf(samples, endpoint, limit)
  const broken = window.findLastIndex((sample) => sample.outcome !== outcome)
  return window.length - 1 - broken
}
