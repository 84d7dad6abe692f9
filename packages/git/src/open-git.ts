import type { Git } from './git.ts'
import { gitIn, openedFor, stopWhen, type GitLocation, type Opening } from './opening.ts'
import { repository } from './repository.ts'

/**
 * The repository that a folder belongs to, which may be about to be opened already. Fails with `GIT_NOT_FOUND` or
 * `NO_REPOSITORY`, and what to do about it.
 */
export async function openGit(location: GitLocation, begun?: Opening): Promise<Git> {
  if (begun !== undefined) stopWhen(location.signal, begun.stop)
  const { place, facts, ...asked } = await openedFor(location, begun)
  const { isShallow, head } = await facts
  const opened = repository(gitIn(place, location.signal), place.directory)
  let { tags, recent } = asked
  return {
    ...opened,
    isShallow: () => Promise.resolve(isShallow),
    head: () => (head === undefined ? opened.head() : Promise.resolve(head)),
    tags() {
      // Where HEAD is broken, they can still be listed without it.
      const known = tags?.catch(() => opened.tags()) ?? opened.tags()
      tags = undefined
      return known
    },
    recent() {
      const known = recent
      recent = undefined
      return known
    },
  }
}
