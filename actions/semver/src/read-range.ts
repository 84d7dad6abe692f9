import {
  commitKeeper,
  judgeCommit,
  settleRange,
  type JudgedCommit,
  type JudgingOptions,
  type RangeCommit,
} from '@slipway/versioning'
import type { History, HistoryCommit, Range } from './history.ts'

export interface Reading {
  readonly judging: JudgingOptions
  readonly skip: readonly string[]
}

/** As Node does it, which is several times as fast as what the language has. */
export function latin1({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('latin1')
}

/** The commits of a range, newest first, each judged by itself. */
export async function judgeRange(
  history: Pick<History, 'commits'>,
  range: Range,
  { judging }: Pick<Reading, 'judging'>,
  /** Told of each commit as it comes. */
  look: (commit: HistoryCommit) => void = () => undefined,
): Promise<readonly RangeCommit[]> {
  const judged: RangeCommit[] = []
  const keep = commitKeeper(judging.mode, latin1)
  for await (const batch of history.commits(range)) {
    for (const commit of batch) {
      const { sha, message, parents } = commit
      look(commit)
      judged.push(keep(judgeCommit({ sha, message, merge: parents.includes(' ') }, judging)))
    }
  }
  return judged
}

/** A merge that is reverted takes with it all that it brought in; only history knows what that was. */
export async function settle(
  history: Pick<History, 'brings'>,
  judged: readonly JudgedCommit[],
  { skip }: Reading,
): Promise<readonly RangeCommit[]> {
  const { commits, revertedMerges } = settleRange(judged, { skip, broughtBy: new Map() })
  if (revertedMerges.length === 0) return commits
  const broughtBy = new Map<string, ReadonlySet<string>>()
  for (const merge of revertedMerges) broughtBy.set(merge, await history.brings(merge))
  return settleRange(judged, { skip, broughtBy }).commits
}
