import { Failure } from '@slipway/outcome'
import type { ListedTag } from './git.ts'
import { historyUnavailable } from './history-unavailable.ts'
import { openOwnRepository } from './own-repository.ts'
import type { RemoteLocation } from './remote.ts'
import { tagsIn } from './tag-lines.ts'

/** Milliseconds. A remote behind a firewall that drops what is sent to it never answers, nor says that it will not. */
const longest = 60_000

/**
 * The tags of the remote that a checkout was made from, which a shallow checkout may lack. An annotated one leads to
 * what it annotates; the remote does not say whether that is a commit. Fails with `HISTORY_UNAVAILABLE`, also
 * where there is no answer for `patience` milliseconds.
 */
export async function listRemoteTags(
  location: RemoteLocation,
  patience: number = longest,
): Promise<readonly ListedTag[]> {
  const { signal: given } = location
  const waiting = new AbortController()
  const signal = given === undefined ? waiting.signal : AbortSignal.any([given, waiting.signal])
  const own = await openOwnRepository({ ...location, signal })
  const timer = setTimeout(() => waiting.abort(), patience)
  try {
    return tagsIn((await own.talk.run(['ls-remote', '--tags', 'origin'])).stdout)
  } catch (error) {
    if (waiting.signal.aborted) throw historyUnavailable(`${own.url} gave no answer for ${patience / 1000} s`, error)
    if (!(error instanceof Failure) || error.code !== 'GIT_FAILED') throw error
    throw historyUnavailable(`the tags of ${own.url} cannot be listed`, error)
  } finally {
    clearTimeout(timer)
    await own.dispose()
  }
}
