import type { History } from '../history.ts'

/** Milliseconds. A question takes a few where a tag is near, and a walk over the whole history where it is far. */
const patience = 300
/** So many series are not worth asking about one by one. */
const many = 20

/** Tells of one commit after the other whether `head` contains it; when that takes long, from one walk for all. */
export function containedIn(
  { isAncestor, shas }: Pick<History, 'isAncestor' | 'shas'>,
  head: string,
  series: number,
): (commit: string) => Promise<boolean> {
  let spent = series >= many ? Infinity : 0
  let all: Promise<ReadonlySet<string>> | undefined
  return async (commit) => {
    if (spent > patience) all ??= shas({ from: [], to: head })
    if (all !== undefined) return (await all).has(commit)
    const start = performance.now()
    const answer = await isAncestor(commit, head)
    spent += performance.now() - start
    return answer
  }
}
