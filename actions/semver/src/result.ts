import type { Finding, Notes, RejectedTag, VersionPlan } from '@slipway/versioning'

/** What the run found out and did. */
export interface SemverResult {
  /** The commit that was judged, and tagged where one was. */
  readonly head: string
  /** Where the history came from: the checkout as it is, a fetch that completed it, or GitHub's API. */
  readonly source: 'checkout' | 'fetched' | 'api'
  /** One without packages, else one for each package. */
  readonly releases: readonly PackageRelease[]
  /** On a pull request: what it would release. */
  readonly pull: PullPreview | undefined
  /** `undefined` when nothing was to be linted. */
  readonly lint: readonly LintFinding[] | undefined
  /** Paths of the files with the whole notes and all commits. */
  readonly files: { readonly notes: string; readonly commits: string } | undefined
  readonly warnings: readonly string[]
}

export interface PackageRelease {
  /** Empty without packages. */
  readonly name: string
  readonly plan: VersionPlan
  readonly notes: Notes
  /** Tags above the base that are not the base, each with the reason. */
  readonly rejected: readonly RejectedTag[]
  /**
   * `preview` wrote nothing; `nothing` was to be released; the tag was `created`, or `already` there on this commit;
   * `superseded`: a later commit was released meanwhile, and no tag was made.
   */
  readonly outcome: 'preview' | 'nothing' | 'created' | 'already' | 'superseded'
  /** The GitHub Release; `already` when an earlier run had published it. */
  readonly release: { readonly url: string; readonly state: 'published' | 'already' } | undefined
  readonly floating: readonly FloatingTag[]
}

export interface FloatingTag {
  readonly tag: string
  readonly state: 'created' | 'moved' | 'unchanged'
}

/** What a pull request would release: `undefined` for a way of merging that its repository does not allow. */
export interface PullPreview {
  readonly number: number
  readonly squash: VersionPlan | undefined
  readonly merge: VersionPlan | undefined
  /** What became of the comment. */
  readonly comment: 'created' | 'updated' | 'unchanged' | 'forbidden' | 'failed' | 'off'
}

export interface LintFinding extends Finding {
  /** The commit; `undefined` for the title of the pull request. */
  readonly sha: string | undefined
}
