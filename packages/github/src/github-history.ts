import { Failure } from '@slipway/outcome'
import { connect, type Connection } from './connection.ts'
import { contains } from './contains.ts'
import type { GitHubErrorCode } from './error.ts'
import type { GitHubHistory, RemoteAuthor, RemoteRange } from './history.ts'
import { listBetween, listHistory, type ListedCommit } from './list-commits.ts'
import { listTags } from './list-tags.ts'
import type { GitHubLocation } from './location.ts'
import { topological } from './topological.ts'

/** History over GitHub's REST API, of a commit that is known by its sha; needs `contents: read`. */
export function gitHubHistory(location: GitHubLocation & { readonly head: string }): GitHubHistory {
  const connection = connect(location)
  /** Authors of commits that were listed: asking again would be a request each. */
  const seen = new Map<string, RemoteAuthor>()

  async function* range(asked: RemoteRange): AsyncGenerator<readonly ListedCommit[]> {
    for await (const batch of listRange(connection, asked)) {
      for (const { sha, author } of batch) seen.set(sha, author)
      yield batch
    }
  }
  async function shas(asked: RemoteRange): Promise<ReadonlySet<string>> {
    return new Set((await all(range(asked))).map(({ sha }) => sha))
  }

  return {
    head: () => Promise.resolve(location.head),
    branch: () => Promise.resolve(undefined),
    remoteUrl: () => Promise.resolve(undefined),
    isShallow: () => Promise.resolve(false),
    cut: () => Promise.resolve(false),
    tags: () => listTags(connection, ''),
    isAncestor: async (commit, descendant) => (await contains(connection, commit, descendant)) === true,
    async *commits(asked, { paths = false, topological: sorted = false } = {}) {
      if (paths) throw needsCheckout()
      if (sorted) yield topological(await all(range(asked)))
      else yield* range(asked)
    },
    shas,
    async brings(merge) {
      const [first] = (await readCommit(connection, merge))?.parents ?? []
      const brought = new Set(first === undefined ? [] : await shas({ from: [first], to: merge }))
      brought.delete(merge)
      return brought
    },
    async authors(wanted) {
      const authors = new Map<string, RemoteAuthor>()
      for (const sha of wanted) {
        const author = seen.get(sha) ?? (await readCommit(connection, sha))?.author
        if (author !== undefined) authors.set(sha, author)
      }
      return authors
    },
  }
}

/** GitHub compares with one commit at a time: what several leave over is in every comparison. */
async function* listRange(connection: Connection, { from, to }: RemoteRange): AsyncGenerator<readonly ListedCommit[]> {
  const [base, ...others] = new Set(from)
  if (base === undefined) return yield* listHistory(connection, to)
  const kept: ReadonlySet<string>[] = []
  for (const other of others) kept.push(new Set((await all(listBetween(connection, other, to))).map(({ sha }) => sha)))
  for await (const batch of listBetween(connection, base, to)) {
    yield batch.filter(({ sha }) => kept.every((shas) => shas.has(sha)))
  }
}

async function all(batches: AsyncIterable<readonly ListedCommit[]>): Promise<readonly ListedCommit[]> {
  const commits: ListedCommit[] = []
  for await (const batch of batches) commits.push(...batch)
  return commits
}

interface ReadCommit {
  readonly parents: readonly string[]
  readonly author: RemoteAuthor
}

/** `undefined` for a commit that GitHub does not know. */
function readCommit({ rest, place, find }: Connection, sha: string): Promise<ReadCommit | undefined> {
  return find({ what: `read the commit ${sha}`, permission: 'contents: read' }, async () => {
    const { parents, author } = (await rest.git.getCommit({ ...place, commit_sha: sha })).data
    const { name, email } = author
    return { parents: parents.map((parent) => parent.sha), author: { name, email, login: undefined } }
  })
}

function needsCheckout(): Failure<GitHubErrorCode> {
  const message = "GitHub's API does not list the files of a range of commits"
  return new Failure('HISTORY_NEEDS_CHECKOUT', message, {
    remedy: 'put actions/checkout before this step: packages are told apart by the files of each commit',
  })
}
