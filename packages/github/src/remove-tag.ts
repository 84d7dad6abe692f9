import { apiFailure } from './api-failure.ts'
import type { Connection } from './connection.ts'
import { readTag } from './read-tag.ts'
import { isUnclear, statusOf } from './refusal.ts'

/** Deletes a tag (https://docs.github.com/rest/git/refs#delete-a-reference); afterwards there is none, or this failed. */
export async function removeTag(connection: Connection, name: string): Promise<void> {
  const { rest, place } = connection
  try {
    await rest.git.deleteRef({ ...place, ref: `tags/${name}` })
  } catch (error) {
    const isOpen = isUnclear(error) || [404, 422].includes(statusOf(error) ?? 0)
    if (isOpen && (await isGone(connection, name))) return
    const remedy = `delete the tag ${name} by hand, and run the job again`
    throw apiFailure(
      error,
      { what: `delete the tag ${name}`, permission: 'contents: write', refused: 'TAG_REFUSED', remedy },
      place,
    )
  }
}

async function isGone(connection: Connection, name: string): Promise<boolean> {
  return readTag(connection, name).then(
    (tag) => tag === undefined,
    () => false,
  )
}
