/** A tag; `commit` is what it leads to through annotations, which nearly always is one; `undefined` where its ref is broken. */
export interface ListedTag {
  readonly name: string
  readonly commit: string | undefined
}

export interface LoggedCommit {
  readonly sha: string
  /** Shas separated by blanks, the first parent first; empty at a root. */
  readonly parents: string
  /** As it was written. */
  readonly message: string
  /** What it touched against its first parent; empty unless asked for. */
  readonly paths: readonly string[]
}

/** A commit as a walk meets it. */
export interface WalkedCommit extends Pick<LoggedCommit, 'sha' | 'parents' | 'message'> {
  /** When it was committed, in seconds since 1970; 0 where it does not say so. */
  readonly date: number
  /** The author's name and address as the commit has them, a line each. */
  readonly author: string
}

export interface RecentCommits {
  /** If there are fewer, they are the whole history, or could not be read. */
  readonly most: number
  readonly commits: Promise<Iterable<WalkedCommit>>
}

/** The commits that `to` contains and none of `from` does; without `from` the whole history of `to`. */
export interface HistoryRange {
  readonly from: readonly string[]
  readonly to: string
}

export interface CommitsOptions {
  /** Whether each commit comes with the paths it touched. A merge has those that it brought to its first parent. */
  readonly paths?: boolean
  /** Whether no commit comes before all that descend from it; otherwise the newest by date come first. */
  readonly topological?: boolean
}

/** A file that a commit moved. */
export interface Move {
  readonly from: string
  readonly to: string
}

/** A person as the commit names them. */
export interface CommitAuthor {
  readonly name: string
  readonly email: string
}

/** A local repository, read only. */
export interface Git {
  /** The sha of the checked-out commit. */
  head(): Promise<string>
  /** The checked-out branch, `undefined` when HEAD is detached. */
  branch(): Promise<string | undefined>
  tags(): Promise<readonly ListedTag[]>
  /** Whether `descendant` contains `commit`; a commit contains itself, and none that the repository lacks is contained. */
  isAncestor(commit: string, descendant: string): Promise<boolean>
  /** Whether history was cut when the repository was cloned. */
  isShallow(): Promise<boolean>
  /** Whether a range runs into a place where a shallow clone was cut; the true start of the history is none. */
  cut(range: HistoryRange): Promise<boolean>
  /** Newest first, as many at a time as git hands over at once, however long the history is. */
  commits(range: HistoryRange, options?: CommitsOptions): AsyncIterable<readonly LoggedCommit[]>
  /**
   * All that these commits contain, the newest by date first, from the start and not only when git has found the end of
   * a range: for who leaves when they know enough. `undefined` where only a part of the history is here.
   */
  readonly walk: ((tips: readonly string[]) => AsyncIterable<readonly WalkedCommit[]>) | undefined
  /**
   * The newest commits of HEAD as a walk from it meets them, `most` at most, where they were read while the repository was
   * opened: to be had once.
   */
  readonly recent?: () => RecentCommits | undefined
  shas(range: HistoryRange): Promise<ReadonlySet<string>>
  /** The commits that a merge brought to its first parent, without the merge itself. */
  brings(merge: string): Promise<ReadonlySet<string>>
  /** The files that the commits of a range moved without changing them, newest first; merges are not looked at. */
  moves(range: HistoryRange): Promise<readonly Move[]>
  /** Those of the places, each `commit:path` without line feeds, where the commit has a file or a folder. */
  present(places: readonly string[]): Promise<ReadonlySet<string>>
  /** Who wrote these commits; what is no commit here is left out. */
  authors(shas: readonly string[]): Promise<ReadonlyMap<string, CommitAuthor>>
  /** Those of the objects that are here and are no commits. */
  noCommits(shas: readonly string[]): Promise<ReadonlySet<string>>
  /** Where `origin` is fetched from, as it is configured but without credentials; `undefined` when there is none. */
  remoteUrl(): Promise<string | undefined>
}
