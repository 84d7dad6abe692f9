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
export function listTags(
  connection: Connection,
  prefix: string,
  known: readonly RemoteTag[] = [],
): Promise<readonly RemoteTag[]> {
  const { paginate, place, ask } = connection
  return ask({ what: `list the tags that begin with "${prefix}"`, permission: 'contents: read' }, async () => {
    const route = 'GET /repos/{owner}/{repo}/git/matching-refs/{ref}'
    const refs = await paginate<Ref>(route, { ...place, ref: `tags/${prefix}` })
    const followed = new Map(known.map((tag) => [tag.name, tag.commit]))
    const isOpen = (ref: Ref): boolean => ref.object.type === 'tag' && !followed.has(nameOf(ref))
    const commits = refs.filter(isOpen).length > fewAnnotations ? await peeled(connection) : new Map<string, string>()
    const tags: RemoteTag[] = []
    for (const ref of refs) {
      const name = nameOf(ref)
      const found = ref.object.type === 'tag' ? (followed.get(name) ?? commits.get(name)) : undefined
      tags.push({ name, commit: found ?? (await peel(connection, ref.object)) })
    }
    return tags
  })
}

const nameOf = ({ ref }: Ref): string => ref.replace(/^refs\/tags\//, '')

/** All tags that lead to commits, 100 a request. */
async function peeled({ rest, paginate, place }: Connection): Promise<ReadonlyMap<string, string>> {
  const tags = await paginate(rest.repos.listTags, { ...place, per_page: 100 })
  return new Map(tags.map(({ name, commit }) => [name, commit.sha]))
}
