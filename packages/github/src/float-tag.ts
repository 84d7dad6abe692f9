import { Failure } from '@slipway/outcome'
import { apiFailure, type Want } from './api-failure.ts'
import type { Connection } from './connection.ts'
import { contains } from './contains.ts'
import type { GitHubErrorCode } from './error.ts'
import { readTag } from './read-tag.ts'
import { isUnclear, statusOf } from './refusal.ts'

/**
 * Puts a floating tag on a commit. It is first moved as a fast-forward only, which GitHub checks in the same request:
 * of two runs, the one with the newer commit wins, whichever comes first. Only a tag on another line is moved by force.
 */
export async function floatTag(
  connection: Connection,
  name: string,
  commit: string,
): Promise<'created' | 'moved' | 'unchanged'> {
  const before = await readTag(connection, name)
  if (before === undefined && (await create(connection, name, commit))) return 'created'
  if (before?.commit === commit) return 'unchanged'
  if (await update(connection, name, commit, false)) return 'moved'
  if (await isFurther(connection, name, commit)) return 'unchanged'
  await update(connection, name, commit, true)
  return 'moved'
}

/** Whether the tag is on a commit that contains this one. */
async function isFurther(connection: Connection, name: string, commit: string): Promise<boolean> {
  const at = (await readTag(connection, name))?.commit
  return at !== undefined && (await contains(connection, commit, at)) === true
}

/** False when somebody else made it first. */
async function create(connection: Connection, name: string, commit: string): Promise<boolean> {
  const { rest, place } = connection
  const creating = rest.git.createRef({ ...place, ref: `refs/tags/${name}`, sha: commit })
  return settle(
    connection,
    name,
    commit,
    creating,
    (error) => statusOf(error) === 422 && /already exists/i.test(error.message),
  )
}

/** False when it is no fast-forward and force was not asked for. */
async function update(connection: Connection, name: string, commit: string, force: boolean): Promise<boolean> {
  const { rest, place } = connection
  const updating = rest.git.updateRef({ ...place, ref: `tags/${name}`, sha: commit, force })
  return settle(connection, name, commit, updating, (error) => !force && /fast.forward/i.test(error.message))
}

/** Whether a write took place; without a clear answer the tag is looked at again. */
async function settle(
  connection: Connection,
  name: string,
  commit: string,
  writing: Promise<{ readonly data: { readonly object: { readonly sha: string } } }>,
  beaten: (error: Error) => boolean,
): Promise<boolean> {
  const answer = await writing.catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))))
  if (!(answer instanceof Error)) return verified(answer.data.object.sha, name, commit)
  if (beaten(answer)) return false
  const now = isUnclear(answer) ? await readTag(connection, name).catch(() => undefined) : undefined
  if (now?.commit === commit) return true
  throw apiFailure(answer, want(name, commit), connection.place)
}

function verified(at: string, name: string, commit: string): true {
  if (at === commit) return true
  throw new Failure<GitHubErrorCode>('TAG_REFUSED', `GitHub put the tag ${name} on ${at}, not on ${commit}`, {
    remedy: 'run the job again',
  })
}

function want(name: string, commit: string): Want {
  return {
    what: `put the tag ${name} on ${commit}`,
    permission: 'contents: write',
    refused: 'TAG_REFUSED',
    remedy: `see the rules of the repository for tags, and that ${name} has no immutable release`,
    ruled: `set floating-tags: false where ${name} has an immutable release, which keeps it where it is`,
  }
}
