import {
  commitKeeper,
  judgeCommit,
  settleRange,
  sinceBase,
  type JudgedCommit,
  type JudgingOptions,
  type MakeBlock,
  type RangeCommit,
} from '@slipway/versioning'
import type { History, HistoryCommit, Range } from './history.ts'

export interface Reading {
  readonly judging: JudgingOptions
  readonly skip: readonly string[]
}

/** As Node does it, which is several times as fast as what the language has. */
export const latin1: MakeBlock = (length) => {
  const bytes = Buffer.alloc(length)
  return { bytes, text: (start, end) => bytes.toString('latin1', start, end) }
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
  const judge = judgeAndKeep(judging)
  for await (const batch of history.commits(range)) {
    for (const commit of batch) {
      look(commit)
      judged.push(judge(commit))
    }
  }
  return judged
}

/**
 * The same of a range with one base, from a walk on which git hands over each commit as soon as it has read it: of a
 * long range this reads one part while git reads the next. `undefined` when that does not tell what the range is, or
 * that the base is in this history.
 */
export async function walkRange(
  walk: NonNullable<History['walk']>,
  { base, head }: { readonly base: string; readonly head: string },
  { judging }: Pick<Reading, 'judging'>,
): Promise<readonly RangeCommit[] | undefined> {
  const judged: RangeCommit[] = []
  const judge = judgeAndKeep(judging)
  const since = sinceBase(head, base)
  for await (const batch of walk([head, base])) {
    for (const commit of batch) {
      if (since.take(commit)) judged.push(judge(commit))
      if (since.state !== 'open') return since.state === 'over' ? judged : undefined
    }
  }
  return since.end() === 'over' ? judged : undefined
}

function judgeAndKeep(judging: JudgingOptions): (commit: Omit<HistoryCommit, 'paths'>) => RangeCommit {
  const keep = commitKeeper(judging.mode, latin1)
  return ({ sha, message, parents }) => keep(judgeCommit({ sha, message, merge: parents.includes(' ') }, judging))
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
