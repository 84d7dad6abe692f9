import type { RemoteTag } from './tags.ts'

/** A commit of a range; `paths` is always empty: GitHub does not list them. */
export interface RemoteCommit {
  readonly sha: string
  /** Shas, blank-separated. */
  readonly parents: string
  readonly message: string
  readonly paths: readonly string[]
}

/** What `to` contains and none of `from` does; without `from` the whole history of `to`. */
export interface RemoteRange {
  readonly from: readonly string[]
  readonly to: string
}

export interface RemoteAuthor {
  readonly name: string
  readonly email: string
  /** The account that GitHub knows behind the address, where it knows one. */
  readonly login: string | undefined
}

/** A repository's history over the REST API, for a run without checkout: a question costs a request, a range one per 100 commits. */
export interface GitHubHistory {
  /** The sha it was opened with. */
  head(): Promise<string>
  /** Nothing is checked out. */
  branch(): Promise<undefined>
  tags(): Promise<readonly RemoteTag[]>
  /** Whether `descendant` contains `commit`; a commit contains itself. */
  isAncestor(commit: string, descendant: string): Promise<boolean>
  /** Always false: GitHub has the whole history. */
  isShallow(): Promise<boolean>
  /** Always false: no range of GitHub's is cut. */
  cut(range: RemoteRange): Promise<boolean>
  /**
   * In batches, newest first; `topological`: no commit before its children. With `paths` it fails with
   * `HISTORY_NEEDS_CHECKOUT`.
   */
  commits(
    range: RemoteRange,
    options?: { readonly paths?: boolean; readonly topological?: boolean },
  ): AsyncIterable<readonly RemoteCommit[]>
  shas(range: RemoteRange): Promise<ReadonlySet<string>>
  /** The commits that a merge brought to its first parent, without the merge itself. */
  brings(merge: string): Promise<ReadonlySet<string>>
  /** Who wrote these commits; what GitHub does not know is left out. */
  authors(shas: readonly string[]): Promise<ReadonlyMap<string, RemoteAuthor>>
  /** There is no checkout that could have a remote. */
  remoteUrl(): Promise<undefined>
}
