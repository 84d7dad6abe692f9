import type { Bump } from '../bump.ts'
import type { PlanRule } from './plan-rule.ts'
import type { VersionPolicy } from './policy.ts'
import type { RangeCommit } from '../judging/range-commit.ts'
import type { ReleaseTag, Tag } from '../tags/rank-tags.ts'
import type { Refusal } from './refuse-version.ts'
import type { ReleaseLine } from '../lines/release-line.ts'
import type { Version } from '../version.ts'

export interface VersionRequest {
  readonly line: ReleaseLine
  readonly prefix: string
  /** The package that the series is of; absent where it is of the whole repository. */
  readonly package?: string | undefined
  /** The commit that is to carry the version. */
  readonly head: string
  /** The highest stable release of the line that `head` contains. */
  readonly base: ReleaseTag | undefined
  /** Every tag of the series above the base that `head` contains, pre-releases too. */
  readonly reachable: readonly ReleaseTag[]
  /** Every tag that is known, on any branch. */
  readonly tags: readonly Tag[]
  /** Names of tags that can never be used again. */
  readonly burned: ReadonlySet<string>
  /** What `head` contains and the base does not, newest first. */
  readonly commits: readonly RangeCommit[]
  /** The shas that came after the channel's last tag; `undefined` when all did. Means nothing off channels. */
  readonly fresh: ReadonlySet<string> | undefined
  readonly policy: VersionPolicy
  /** What the tags of other packages begin with. */
  readonly siblings?: readonly string[]
  /** Exactly this version, whatever the commits ask for. */
  readonly given: Version | undefined
}

/** A name that could not be used on the way to the version. */
export interface SkippedName {
  readonly tag: string
  readonly because: 'taken' | 'burned'
  /** Where a taken one is; absent when that is no commit. */
  readonly commit?: string
}

/** What would be released, and why, as data. */
export interface VersionPlan {
  readonly line: ReleaseLine
  /** The release after which the range starts; `undefined` before the first one. */
  readonly base: ReleaseTag | undefined
  readonly rule: PlanRule
  readonly because: string
  readonly bump: Bump
  /** With bump none that of the last release; `undefined` when there is none either. */
  readonly version: Version | undefined
  /** The version's tag; empty without a version. */
  readonly tag: string
  /** The first commit that asked for the bump or the version. */
  readonly deciding: RangeCommit | undefined
  /** The whole range, newest first, each commit with its rule. */
  readonly commits: readonly RangeCommit[]
  /** What notes compare with: the channel's last release before this one, else the base. */
  readonly previous: ReleaseTag | undefined
  readonly skipped: readonly SkippedName[]
  readonly warnings: readonly string[]
  /** What keeps the version from being released; `undefined` when nothing known does. */
  readonly refusal: Refusal | undefined
}
