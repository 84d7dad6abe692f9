/** Who made a commit. */
export interface Author {
  readonly name: string
  /** The account on GitHub, where it is known: `octocat`, `dependabot[bot]`. */
  readonly login: string | undefined
}

/** `ID+login@users.noreply.github.com`, without the ID before 2017; on an Enterprise Server with its own host. */
const noReply = /^(?:\d+\+)?([a-z\d][a-z\d_-]{0,99}(?:\[bot\])?)@users\.noreply\.[a-z\d.-]+$/i

/** The author of a commit; the login is known where the address is one of those that GitHub gives to hide the true one. */
export function authorOf(name: string, email: string): Author {
  return { name, login: noReply.exec(email)?.[1] }
}
