import type { Connection } from './connection.ts'
import { peel } from './read-tag.ts'
import type { RemoteTag } from './tags.ts'

interface Ref {
  readonly ref: string
  readonly object: { readonly type: string; readonly sha: string }
}

/** So many annotated tags are asked for one by one; for more, pages of all tags are fewer requests. */
const fewAnnotations = 3

/** Refs come at once or in pages, as the server likes; annotated ones are followed to their commits. */
export function listTags(connection: Connection, prefix: string): Promise<readonly RemoteTag[]> {
  const { paginate, place, ask } = connection
  return ask({ what: `list the tags that begin with "${prefix}"`, permission: 'contents: read' }, async () => {
    const route = 'GET /repos/{owner}/{repo}/git/matching-refs/{ref}'
    const refs = await paginate<Ref>(route, { ...place, ref: `tags/${prefix}` })
    const annotated = refs.filter(({ object }) => object.type === 'tag')
    const commits = annotated.length > fewAnnotations ? await peeled(connection) : new Map<string, string>()
    const tags: RemoteTag[] = []
    for (const { ref, object } of refs) {
      const name = ref.replace(/^refs\/tags\//, '')
      tags.push({ name, commit: commits.get(name) ?? (await peel(connection, object)) })
    }
    return tags
  })
}

/** All tags that lead to commits, 100 a request. */
async function peeled({ rest, paginate, place }: Connection): Promise<ReadonlyMap<string, string>> {
  const tags = await paginate(rest.repos.listTags, { ...place, per_page: 100 })
  return new Map(tags.map(({ name, commit }) => [name, commit.sha]))
}
