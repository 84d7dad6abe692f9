import { failed, type Sample } from '../load/sample.ts'

export interface BadAnswers {
  readonly count: number
  /** Epoch milliseconds at which the first one's request was sent and the last one's had ended. */
  readonly first: number
  readonly last: number
  readonly ms: number
}

/** From the first request that failed to the last one; undefined when none failed. */
export function badAnswers(samples: readonly Sample[]): BadAnswers | undefined {
  const bad = samples.filter(failed)
  if (bad.length === 0) return undefined
  const first = Math.min(...bad.map((sample) => sample.at))
  const last = Math.max(...bad.map((sample) => sample.at + sample.ms))
  return { count: bad.length, first, last, ms: last - first }
}
