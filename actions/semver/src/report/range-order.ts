import type { RangeCommit } from '@slipway/versioning'

/** Whether a commit moves the version. */
export function releases({ fate, bump }: RangeCommit): boolean {
  return fate === 'counts' && bump !== 'none'
}

/** Commits that release, then what was taken back or skipped, then the others; newest first each. */
const weights: readonly ((commit: RangeCommit) => boolean)[] = [
  releases,
  ({ fate }) => fate !== 'counts',
  (commit) => commit.fate === 'counts' && !releases(commit),
]

/** The beginning of a range as it is shown; of a long one no more is put in order than somebody wants to see. */
export function byWeight(commits: readonly RangeCommit[], most: number): readonly RangeCommit[] {
  const shown: RangeCommit[] = []
  for (const belongs of weights) {
    for (const commit of commits) {
      if (shown.length >= most) return shown
      if (belongs(commit)) shown.push(commit)
    }
  }
  return shown
}
