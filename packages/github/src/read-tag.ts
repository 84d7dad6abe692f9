import type { Connection } from './connection.ts'

interface Pointed {
  readonly type: string
  readonly sha: string
}

/** What a ref leads to through annotations; `undefined` when that is no commit. */
export async function peel({ rest, place }: Connection, object: Pointed): Promise<string | undefined> {
  let at = object
  while (at.type === 'tag') at = (await rest.git.getTag({ ...place, tag_sha: at.sha })).data.object
  return at.type === 'commit' ? at.sha : undefined
}

/** A tag and the commit it leads to; `undefined` when there is no such tag. */
export function readTag(
  connection: Connection,
  name: string,
): Promise<{ readonly commit: string | undefined } | undefined> {
  const { rest, place, find } = connection
  return find({ what: `read the tag ${name}`, permission: 'contents: write' }, async () => {
    const { object } = (await rest.git.getRef({ ...place, ref: `tags/${name}` })).data
    return { commit: await peel(connection, object) }
  })
}
