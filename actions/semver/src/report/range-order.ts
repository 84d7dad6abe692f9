import type { RangeCommit } from '@slipway/versioning'

/** Whether a commit moves the version. */
export function releases({ fate, bump }: RangeCommit): boolean {
  return fate === 'counts' && bump !== 'none'
}

/** A range as it is shown: commits that release, then what was taken back or skipped, then the others; newest first each. */
export function byWeight(commits: readonly RangeCommit[]): readonly RangeCommit[] {
  const releasing = commits.filter(releases)
  const settled = commits.filter(({ fate }) => fate !== 'counts')
  const others = commits.filter((commit) => commit.fate === 'counts' && !releases(commit))
  return [...releasing, ...settled, ...others]
}
