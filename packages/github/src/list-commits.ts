import type { Connection } from './connection.ts'
import type { RemoteAuthor, RemoteCommit } from './history.ts'
import { isUnrelated } from './refusal.ts'

/** A commit of a listing. */
export interface ListedCommit extends RemoteCommit {
  readonly author: RemoteAuthor
}

interface Shown {
  readonly sha: string
  readonly parents: readonly { readonly sha: string }[]
  readonly commit: {
    readonly message: string
    readonly author: { readonly name?: string; readonly email?: string } | null
  }
  readonly author: object | null
}

const perPage = 100
const none: readonly string[] = []

/** Everything a commit contains, newest first, a page at a time (https://docs.github.com/rest/commits/commits#list-commits). */
export async function* listHistory(connection: Connection, to: string): AsyncGenerator<readonly ListedCommit[]> {
  const { rest, place, ask } = connection
  for (let page = 1, full = true; full; page++) {
    const commits = await ask({ what: `list the commits of ${to}, page ${page}`, permission: 'contents: read' }, () =>
      rest.repos.listCommits({ ...place, sha: to, per_page: perPage, page }),
    )
    yield commits.data.map(listed)
    full = commits.data.length === perPage
  }
}

/**
 * What `to` contains and `from` does not, newest first, a page at a time. Unpaged, GitHub would stop at 250 commits;
 * its pages come oldest first, so they are asked for from the last one back
 * (https://docs.github.com/rest/commits/commits#compare-two-commits).
 */
export async function* listBetween(
  connection: Connection,
  from: string,
  to: string,
): AsyncGenerator<readonly ListedCommit[]> {
  if (from === to) return
  const first = await comparison(connection, from, to, 1)
  // Without a commit in common it is all that `to` contains.
  if (first === undefined) return yield* listHistory(connection, to)
  for (let page = Math.ceil(first.total_commits / perPage); page > 1; page--) {
    yield (await comparison(connection, from, to, page))?.commits.map(listed).reverse() ?? []
  }
  yield first.commits.map(listed).reverse()
}

/** `undefined` where the two have no commit in common. */
function comparison({ rest, place, ask }: Connection, from: string, to: string, page: number) {
  const basehead = `${from}...${to}`
  return ask({ what: `compare ${basehead}, page ${page}`, permission: 'contents: read' }, async () => {
    const asked = { ...place, basehead, per_page: perPage, page }
    try {
      return (await rest.repos.compareCommitsWithBasehead(asked)).data
    } catch (error) {
      if (isUnrelated(error)) return undefined
      throw error
    }
  })
}

function listed({ sha, parents, commit, author }: Shown): ListedCommit {
  const { name = '', email = '' } = commit.author ?? {}
  const login = author !== null && 'login' in author && typeof author.login === 'string' ? author.login : undefined
  return {
    sha,
    parents: parents.map((parent) => parent.sha).join(' '),
    message: commit.message,
    paths: none,
    author: { name, email, login },
  }
}
