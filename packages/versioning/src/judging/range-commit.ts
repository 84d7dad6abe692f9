import type { JudgedCommit } from './judged-commit.ts'

/**
 * What becomes of a commit in its range: it `counts`; it is `cancelled` by a later one that takes it back; it `cancels`
 * an earlier one, and that is all it does; or it is `skipped`, because somebody said so.
 */
export type Fate = 'counts' | 'cancelled' | 'cancels' | 'skipped'

/** A judged commit in its range. Its bump is `none` unless it counts. */
export interface RangeCommit extends JudgedCommit {
  readonly fate: Fate
  /** The sha of the commit that cancels it, or that it cancels; `undefined` when it counts or is skipped. */
  readonly by: string | undefined
}

/** What a range cannot know from its messages. */
export interface RangeContext {
  /** Commits that do not count, by the beginning of their sha: seven characters or more. */
  readonly skip: readonly string[]
  /** For a merge commit that is reverted: the commits it brought in. */
  readonly broughtBy: ReadonlyMap<string, ReadonlySet<string>>
  /** For each pre-release that is out: the commits it has. A revert of one of them that it has not counts. */
  readonly shipped?: readonly ReadonlySet<string>[]
}
