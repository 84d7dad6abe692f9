import { Failure } from '@slipway/outcome'
import type { RangeCommit } from '@slipway/versioning'
import { has, type History } from '../history.ts'
import type { SemverPorts } from '../ports.ts'

/**
 * How a commit lies to one that does not contain it: `copied`, where commits with the same messages are there in its
 * place; `unrelated`, without a commit in common; so many commits `beside` it; `unseen`, where nobody has looked.
 */
export type Relation = 'copied' | 'unrelated' | { readonly beside: number } | 'unseen'

export interface RelationContext {
  readonly history: History
  readonly head: string
  readonly isWhole: boolean
  readonly ports: Pick<SemverPorts, 'sources' | 'log'>
}

/** So many commits tell how it lies; over the API each hundred of them is a request. */
const enough = 1000

/** `commits` are those of the range of `head`. It only explains: what cannot be found out is `unseen`. */
export async function relationTo(
  commit: string,
  commits: readonly Pick<RangeCommit, 'header'>[],
  { history, head, isWhole, ports: { sources, log } }: RelationContext,
): Promise<Relation> {
  try {
    const seen = isWhole && (await has(history, commit)) ? history : sources.api?.()
    return seen === undefined ? 'unseen' : await relationIn(seen, { head, commit }, commits)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    log.debug(error.message)
    return 'unseen'
  }
}

async function relationIn(
  history: Pick<History, 'commits'>,
  { head, commit }: { readonly head: string; readonly commit: string },
  commits: readonly Pick<RangeCommit, 'header'>[],
): Promise<Relation> {
  const headers = new Set(commits.map(({ header }) => header))
  let [beside, copied, isRooted] = [0, 0, false]
  for await (const batch of history.commits({ from: [head], to: commit })) {
    for (const { message, parents } of batch) {
      beside += 1
      copied += Number(headers.has(headerOf(message)))
      isRooted ||= parents === ''
    }
    if (beside >= enough) break
  }
  // A release commit of its own has no copy.
  if (copied > 0 && copied * 2 >= beside) return 'copied'
  return isRooted ? 'unrelated' : { beside }
}

function headerOf(message: string): string {
  return message.trimStart().split('\n', 1)[0]?.trimEnd() ?? ''
}
