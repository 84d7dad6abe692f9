/** Placeholder for the state of this service. */
export interface GithubState {
  readonly kind: 'github'
}
