import { Failure } from '@slipway/outcome'
import type { ListedTag } from './git.ts'
import { historyUnavailable } from './history-unavailable.ts'
import { openOwnRepository } from './own-repository.ts'
import type { RemoteLocation } from './remote.ts'
import { tagsIn } from './tag-lines.ts'

/**
 * The tags of the remote that a checkout was made from, which a shallow checkout may lack. An annotated one leads to
 * what it annotates; the remote does not say whether that is a commit. Fails with `HISTORY_UNAVAILABLE`.
 */
export async function listRemoteTags(location: RemoteLocation): Promise<readonly ListedTag[]> {
  const own = await openOwnRepository(location)
  try {
    return tagsIn((await own.talk.run(['ls-remote', '--tags', 'origin'])).stdout)
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'GIT_FAILED') throw error
    throw historyUnavailable(`the tags of ${own.url} cannot be listed`, error)
  } finally {
    await own.dispose()
  }
}
