import { failed, type Sample } from '../load/sample.ts'
import type { Bucket } from './model.ts'

const sizes = [100, 200, 250, 500, 1000, 2000, 5000]

/** A round span of time that divides `durationMs` into at most `most`. */
export function bucketSize(durationMs: number, most: number): number {
  return sizes.find((size) => durationMs / size <= most) ?? 10_000
}

/** The answers of `samples` by when their requests were sent, in spans of `bucketMs` from `from` to `to`. */
export function buckets(
  samples: readonly Sample[],
  window: { readonly from: number; readonly to: number },
  bucketMs: number,
  label: (commit: string) => string,
): readonly Bucket[] {
  const count = Math.max(1, Math.ceil((window.to - window.from) / bucketMs))
  const empty = (): Record<string, number> => ({})
  const spans = Array.from({ length: count }, (_, index) => ({ atMs: index * bucketMs, good: empty(), bad: empty() }))
  for (const sample of samples) {
    const span = spans[Math.floor((sample.at - window.from) / bucketMs)]
    if (span === undefined) continue
    const kind = failed(sample) ? span.bad : span.good
    const name = sample.commit === '' ? 'lost' : label(sample.commit)
    kind[name] = (kind[name] ?? 0) + 1
  }
  return spans
}
