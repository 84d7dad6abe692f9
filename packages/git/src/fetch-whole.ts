import { Failure } from '@slipway/outcome'
import { historyUnavailable, isUnreachable } from './history-unavailable.ts'
import type { OwnRepository } from './own-repository.ts'
import { present } from './shallow.ts'

const everything = ['+refs/heads/*:refs/slipway/heads/*', '+refs/tags/*:refs/slipway/tags/*']

/** The whole history of `head`, by the best way that the remote knows: filtered, by its sha, or with all branches. */
export async function fetchWhole(own: OwnRepository, head: string, filter: string): Promise<void> {
  const ways: readonly (readonly [options: readonly string[], wanted: readonly string[]])[] = [
    [[filter], [head]],
    [[], [head]],
    [[], everything],
  ]
  let failure: unknown
  for (const [options, wanted] of ways) {
    try {
      await own.fetch(options, wanted)
      if ((await present(own, [head])).has(head)) return
      failure = historyUnavailable(`${own.url} has no branch or tag that contains ${head}`)
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== 'GIT_FAILED' || isUnreachable(error)) throw error
      failure = error
    }
  }
  throw failure
}
