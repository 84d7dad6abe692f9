import { apiFailure, type Want } from './api-failure.ts'
import { connect, type Connection } from './connection.ts'
import { floatTag } from './float-tag.ts'
import { listTags } from './list-tags.ts'
import type { GitHubLocation } from './location.ts'
import { readTag } from './read-tag.ts'
import { isUnclear, statusOf } from './refusal.ts'
import { removeTag } from './remove-tag.ts'
import { readRefusal } from './tag-rules.ts'
import type { GitHubTags, TagCreation } from './tags.ts'

/** Tags of a repository over GitHub's REST API (https://docs.github.com/rest/git/refs). Writing needs `contents: write`. */
export function gitHubTags(location: GitHubLocation): GitHubTags {
  const connection = connect(location)
  return {
    create: (name, commit) => createTag(connection, name, commit),
    list: (prefix, known) => listTags(connection, prefix, known),
    remove: (name) => removeTag(connection, name),
    float: (name, commit) => floatTag(connection, name, commit),
  }
}

async function createTag(connection: Connection, name: string, commit: string): Promise<TagCreation> {
  const { rest, place } = connection
  try {
    await rest.git.createRef({ ...place, ref: `refs/tags/${name}`, sha: commit })
    return { kind: 'created' }
  } catch (error) {
    return explain(connection, name, commit, error)
  }
}

/** 422 has several causes, and an answer can be lost; only a tag that can be read says that the name is taken. */
async function explain(
  connection: Connection,
  name: string,
  commit: string,
  error: unknown,
): Promise<Exclude<TagCreation, { kind: 'created' }>> {
  const want: Want = {
    what: `create the tag ${name} on ${commit}`,
    permission: 'contents: write',
    refused: 'TAG_REFUSED',
    remedy: 'see the rules of the repository for tags, and that the commit was pushed',
  }
  const failure = apiFailure(error, want, connection.place)
  const unclear = isUnclear(error)
  if (!unclear && statusOf(error) !== 422) throw failure
  const reading = readTag(connection, name)
  const existing = await (unclear ? reading.catch(() => undefined) : reading)
  if (existing !== undefined) return { kind: 'exists', commit: existing.commit }
  if (unclear) throw failure
  const refusal = await readRefusal(connection, error)
  if (refusal.kind === 'burned') return refusal
  if (refusal.kind === 'unknown') throw failure
  const detail = `rulesets that restrict the creation of tags: ${refusal.rulesets.join(', ')}`
  throw apiFailure(error, { ...want, detail }, connection.place)
}
