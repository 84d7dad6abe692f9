import {
  commitKeeper,
  judgeCommit,
  rangeIndexer,
  settleRange,
  type JudgedCommit,
  type JudgingOptions,
  type MakeBlock,
  type RangeCommit,
  type RangeIndexer,
} from '@slipway/versioning'
import type { History, HistoryCommit, Person, Range } from '../history.ts'
import { keepYoungHeap } from './young-heap.ts'

export interface Reading {
  readonly judging: JudgingOptions
  readonly skip: readonly string[]
}

/** What a range cannot know of itself. */
export interface Context extends Pick<Reading, 'skip'> {
  /** For each pre-release whose reverts count: the commits that it has. */
  readonly shipped?: readonly ReadonlySet<string>[]
}

/** As Node does it, which is several times as fast as what the language has. */
export const latin1: MakeBlock = (length) => {
  const bytes = Buffer.alloc(length)
  return { bytes, text: (start, end) => bytes.toString('latin1', start, end) }
}

/** The commits of a range, newest first, each judged by itself. */
export interface JudgedRange {
  readonly commits: readonly RangeCommit[]
  /** What looked at them as they came; absent when nobody did. */
  readonly indexer?: RangeIndexer
  /** Who wrote the newest of them that count, where the reading told it. */
  readonly authors?: ReadonlyMap<string, Person>
  /** The shas of those that change nothing, and are there because they speak to all packages. */
  readonly everywhere?: ReadonlySet<string>
  /** Where the package was before, whose commits there are among them. */
  readonly former?: readonly string[]
  /** What is to be told of the package's paths. */
  readonly warnings?: readonly string[]
}

/** The range that git names. */
export async function judgeRange(
  history: Pick<History, 'commits'>,
  range: Range,
  reading: Reading,
  /** Told of each commit as it comes. */
  look: (commit: HistoryCommit) => void = () => undefined,
): Promise<JudgedRange> {
  const { take, range: judged } = rangeReader(reading)
  for await (const batch of history.commits(range)) {
    for (const commit of batch) {
      look(commit)
      take(commit)
    }
  }
  return judged
}

/** A range of so many commits is a short one, and is over before it would pay to keep them small. */
const short = 500

/** From so many commits on a range is a long one. */
const long = 2000

/** Does all that a commit needs when it comes: there is time while git reads the next. */
export function rangeReader({ judging, skip }: Reading): {
  readonly take: (commit: Omit<HistoryCommit, 'paths'>) => RangeCommit
  readonly range: JudgedRange
} {
  const commits: RangeCommit[] = []
  const indexer = rangeIndexer({ skip, broughtBy: new Map() })
  const keep = commitKeeper(latin1)
  return {
    range: { commits, indexer },
    take({ sha, message, parents }) {
      const commit = judgeCommit({ sha, message, merge: parents.includes(' ') }, judging)
      indexer.add(commit)
      if (commits.push(commits.length < short ? commit : keep(commit)) === long) keepYoungHeap()
      return commit
    },
  }
}

/** A merge that is reverted takes with it all that it brought in; only history knows what that was. */
export async function settle(
  history: Pick<History, 'brings'>,
  { commits: judged, indexer }: { readonly commits: readonly JudgedCommit[]; readonly indexer?: RangeIndexer },
  { skip, shipped = [] }: Context,
): Promise<readonly RangeCommit[]> {
  const context = { skip, shipped, broughtBy: new Map() }
  const { commits, revertedMerges } = settleRange(judged, context, indexer?.indexOf(judged))
  if (revertedMerges.length === 0) return commits
  const broughtBy = new Map<string, ReadonlySet<string>>()
  for (const merge of revertedMerges) broughtBy.set(merge, await history.brings(merge))
  return settleRange(judged, { ...context, broughtBy }).commits
}
