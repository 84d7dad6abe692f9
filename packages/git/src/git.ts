/** A tag; `commit` is what it leads to through annotations, `undefined` when that is no commit. */
export interface ListedTag {
  readonly name: string
  readonly commit: string | undefined
}

export interface LoggedCommit {
  readonly sha: string
  readonly message: string
}

/** The commits that `to` contains and `from` does not; without `from` the whole history of `to`. */
export interface CommitRange {
  readonly from: string | undefined
  readonly to: string
}

/** A local repository, read only. */
export interface Git {
  /** The sha of the checked-out commit. */
  head(): Promise<string>
  tags(): Promise<readonly ListedTag[]>
  /** Whether `descendant` contains `commit`; a commit contains itself. */
  isAncestor(commit: string, descendant: string): Promise<boolean>
  /** Names of all tags that a commit contains. One walk over its history: dear, where a few questions are cheap. */
  tagsIn(commit: string): Promise<ReadonlySet<string>>
  /** Whether history was cut when the repository was cloned. */
  isShallow(): Promise<boolean>
  /** Whether a range runs into a commit without parents: the start of the history, or where a shallow clone was cut. */
  reachesRoot(range: CommitRange): Promise<boolean>
  /** Newest first, one at a time, however long the history is. */
  log(range: CommitRange): AsyncIterable<LoggedCommit>
}
