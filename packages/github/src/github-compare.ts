import type { GitHubCompare } from './compare.ts'
import { connect } from './connection.ts'
import { contains } from './contains.ts'
import type { GitHubLocation } from './location.ts'

/** Ancestry over GitHub's REST API; needs `contents: read`. */
export function gitHubCompare(location: GitHubLocation): GitHubCompare {
  const connection = connect(location)
  return { contains: (commit, head) => contains(connection, commit, head) }
}
