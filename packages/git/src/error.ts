/** What can go wrong at the boundary to git. */
export type GitErrorCode =
  | 'GIT_NOT_FOUND'
  | 'NO_REPOSITORY'
  | 'NO_COMMIT'
  /** git ended with an error nobody expects; its own words are the cause. */
  | 'GIT_FAILED'
  /** The remote did not hand over the history that the checkout lacks. */
  | 'HISTORY_UNAVAILABLE'
