/** What can go wrong at the boundary to GitHub. */
export type GitHubErrorCode =
  /** The token is valid and may not do this; the message names the permission. */
  | 'PERMISSION_MISSING'
  /** The token itself is refused. */
  | 'TOKEN_REFUSED'
  /** No such repository or thing in it, or none that the token may see: GitHub does not tell these apart. */
  | 'REPOSITORY_NOT_FOUND'
  /** GitHub does not want this tag: a rule of the repository, an unknown commit, a reserved name. Its words are in the message. */
  | 'TAG_REFUSED'
  /** GitHub does not want this release; its words are in the message. */
  | 'RELEASE_REFUSED'
  /** GitHub does not take any other request as it is; its words are in the message. */
  | 'REQUEST_REFUSED'
  /** The question needs a checkout: GitHub's API has no answer to it. */
  | 'HISTORY_NEEDS_CHECKOUT'
  | 'RATE_LIMITED'
  /** No answer, or one of 500 and above. */
  | 'GITHUB_UNAVAILABLE'
