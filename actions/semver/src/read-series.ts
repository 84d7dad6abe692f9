import { judgeCommit, splitHistory, type JudgedCommit, type PackageBase } from '@slipway/versioning'
import type { Footing } from './footing.ts'
import type { History, HistoryCommit } from './history.ts'
import type { Setting } from './plan-series.ts'
import type { ReadAhead } from './read-ahead.ts'
import { judgeRange } from './read-range.ts'

/** The range of each series, newest first, each commit judged by itself; of all packages from one pass over the history. */
export async function judgeSeries(
  setting: Pick<Setting, 'history' | 'head' | 'inputs'>,
  footings: readonly Footing[],
  ahead?: ReadAhead,
): Promise<readonly (readonly JudgedCommit[])[]> {
  const packages = footings.flatMap(({ series: { spec }, base }): PackageBase[] =>
    spec === undefined ? [] : [{ spec, base: base?.commit }],
  )
  if (packages.length > 0) return readPackages(setting, packages)
  const [only] = footings
  const range = only && ahead?.range(only)
  if (range !== undefined) return [range]
  const { history, head, inputs } = setting
  const from = footings.flatMap(({ base }) => (base === undefined ? [] : [base.commit]))
  return [await judgeRange(history, { from, to: head }, inputs)]
}

async function readPackages(
  { history, head, inputs }: Pick<Setting, 'history' | 'head' | 'inputs'>,
  packages: readonly PackageBase[],
): Promise<readonly (readonly JudgedCommit[])[]> {
  const split = splitHistory(packages, ({ sha, message, parents }: HistoryCommit) =>
    judgeCommit({ sha, message, merge: parents.includes(' ') }, inputs.judging),
  )
  const range = { from: await sharedBase(history, packages), to: head }
  await feed(history.commits(range, { paths: true, topological: true }), split)
  return split.ranges
}

async function feed(
  batches: AsyncIterable<readonly HistoryCommit[]>,
  split: { take(commit: HistoryCommit): boolean; readonly ranges: readonly (readonly JudgedCommit[])[] },
): Promise<void> {
  for await (const batch of batches) {
    for (const commit of batch) if (!split.take(commit)) return
  }
}

/** A base that all the others contain: what it contains is in no range, and need not be read. */
async function sharedBase(history: Pick<History, 'isAncestor'>, packages: readonly PackageBase[]): Promise<string[]> {
  const bases = new Set(packages.map(({ base }) => base))
  const [first, ...others] = bases
  let lowest = first
  for (const base of others) {
    if (lowest === undefined || base === undefined) return []
    if (await history.isAncestor(lowest, base)) continue
    if (!(await history.isAncestor(base, lowest))) return []
    lowest = base
  }
  return lowest === undefined ? [] : [lowest]
}
