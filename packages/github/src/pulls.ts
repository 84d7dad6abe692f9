export interface PullSummary {
  readonly number: number
  readonly title: string
  /** Names. */
  readonly labels: readonly string[]
}

export interface PullRequest extends PullSummary {
  readonly headSha: string
  readonly baseSha: string
  /** The branch it goes to, e.g. `main`. */
  readonly baseRef: string
  /** How many commits it has. */
  readonly commits: number
}

/** What became of a comment; `forbidden`: the token may not write comments here, as on a pull request of a fork. */
export type CommentState = 'created' | 'updated' | 'unchanged' | 'forbidden'

/** The pull requests of one repository on GitHub. */
export interface GitHubPulls {
  /** The pull requests that brought a commit; none for a commit GitHub does not know. */
  ofCommit(sha: string): Promise<readonly PullSummary[]>
  get(number: number): Promise<PullRequest>
  /** Oldest first, 250 at most: GitHub lists no more of a pull request. */
  commits(number: number): Promise<readonly { readonly sha: string; readonly message: string }[]>
  /**
   * One comment, updated in place: it is found by `marker`, with which its text begins, e.g. `<!-- semver -->`.
   * `body` is Markdown without the marker, which is put before it.
   */
  comment(number: number, marker: string, body: string): Promise<CommentState>
}
