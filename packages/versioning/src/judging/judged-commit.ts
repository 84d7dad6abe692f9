import type { Bump } from '../bump.ts'
import type { CommitRule } from './header-verdict.ts'
import type { NearMiss } from '../message/near-miss.ts'
import type { ReleaseAs } from '../message/release-as.ts'
import type { Reversal } from '../message/reversal.ts'
import type { SquashedChange } from '../message/squashed-change.ts'

/** A commit, what it asks for, and because of which line by which rule. */
export interface JudgedCommit {
  readonly sha: string
  readonly header: string
  /** In lower case. Type, scope and subject are those of the line that decided: header, title of a merge, or bullet. */
  readonly type: string | undefined
  readonly scope: string | undefined
  readonly subject: string
  readonly bump: Bump
  readonly rule: CommitRule
  /** The line of the rule table that matched, as `feat(api): none`; `undefined` when none did. */
  readonly ruleText: string | undefined
  /** The line that decided, counted from 1, and its text. */
  readonly line: number
  readonly lineText: string
  /** What breaks, in the author's words; `undefined` when nothing does. */
  readonly breaking: string | undefined
  /** What a squash releases, one by one; empty where the commit speaks for itself. */
  readonly changes: readonly SquashedChange[]
  /** The number of its pull request: `(#12)` at the end of the header, or `Merge pull request #12 from …`. */
  readonly pull: number | undefined
  /** The footer `Release-As: x`; its text is not read. */
  readonly releaseAs: ReleaseAs | undefined
  readonly reverts: Reversal | undefined
  /** What it brings back: `Reapply "…"`, or the revert of a revert by its header. */
  readonly reapplies: Reversal | undefined
  /** Lines that would have asked for more, had they been written as they were meant. */
  readonly nearMisses: readonly NearMiss[]
  readonly merge: boolean
}
