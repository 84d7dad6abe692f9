/** A repository on GitHub, and who asks. */
export interface GitHubLocation {
  readonly token: string
  /** e.g. `https://api.github.com`. */
  readonly apiUrl: string
  readonly owner: string
  readonly repo: string
  readonly signal?: AbortSignal
}
