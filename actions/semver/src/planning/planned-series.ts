import type { RangeCommit, Tag, Unowned, VersionPlan } from '@slipway/versioning'
import type { PastReleases } from '../reading/past-releases.ts'
import type { JudgedRange } from '../reading/read-range.ts'
import type { Series } from '../series.ts'

/** What is known of names, which changes while others release too. */
export interface NamesNow {
  readonly tags: readonly Tag[]
  /** What only the checkout has, and the remote does not: no release, but worth a word where one was expected. */
  readonly stale: readonly Tag[]
  readonly burned: ReadonlySet<string>
  /**
   * What a run stood on when it began to claim: what it stands on now may be a tag that is taken back in a moment, so it
   * hides no lower one.
   */
  readonly start?: Pick<PastReleases, 'base'>
}

export interface PlannedSeries {
  readonly past: PastReleases
  readonly plan: VersionPlan
  /** The shas that came after the channel's last release; `undefined`: all of the plan's. */
  readonly fresh: ReadonlySet<string> | undefined
  /** A later commit was released meanwhile, and what this one brings with it: nothing is left to do here. */
  readonly isSuperseded: boolean
  /** Where the package was before, whose commits there count too. */
  readonly former: readonly string[]
  /** What asks for a release, or a version, and belongs to no package: the same for all that were read at once. */
  readonly unowned: readonly Unowned<RangeCommit>[]
}

/** The commits of a series as they are to be read, for those that are: as in a preview of a squash. */
export type CommitReading = (range: JudgedRange, series: Series) => readonly RangeCommit[]
