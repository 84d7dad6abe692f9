import type { RangeCommit } from './range-commit.ts'

const most = 20

/** A warning for each line of the range that nearly says something, the newest first; not more than can be read. */
export function nearMissWarnings(commits: readonly RangeCommit[]): readonly string[] {
  const missing = commits.filter(({ fate, nearMisses }) => fate === 'counts' && nearMisses.length > 0)
  const misses = missing.flatMap(({ sha, nearMisses }) =>
    nearMisses.map(({ line, lineText, because }) => `${sha.slice(0, 7)} line ${line} "${lineText}": ${because}`),
  )
  const more = misses.length - most
  return more > 0 ? [...misses.slice(0, most), `${more} more lines that nearly say something`] : misses
}
