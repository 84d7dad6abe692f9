import { commitKeeper, judgeCommit, splitHistory, type PackageBase, type RangeCommit } from '@slipway/versioning'
import type { Footing } from './footing.ts'
import type { HistoryCommit } from './history.ts'
import type { Setting } from './plan-series.ts'
import type { ReadAhead } from './read-ahead.ts'
import { judgeRange, latin1, type JudgedRange } from './read-range.ts'

/** The range of each series, newest first, each commit judged by itself; of all packages from one pass over the history. */
export async function judgeSeries(
  setting: Pick<Setting, 'history' | 'head' | 'inputs'>,
  footings: readonly Footing[],
  ahead?: ReadAhead,
): Promise<readonly JudgedRange[]> {
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
): Promise<readonly JudgedRange[]> {
  const keep = commitKeeper(latin1)
  const split = splitHistory(packages, ({ sha, message, parents }: HistoryCommit) =>
    keep(judgeCommit({ sha, message, merge: parents.includes(' ') }, inputs.judging)),
  )
  // To find what several bases have in common is a walk as long as what it would save: reading stops below the last one.
  const [base, ...others] = new Set(packages.map((each) => each.base))
  const from = base === undefined || others.length > 0 ? [] : [base]
  await feed(history.commits({ from, to: head }, { paths: true, topological: true }), split)
  return split.ranges.map((commits) => ({ commits }))
}

async function feed(
  batches: AsyncIterable<readonly HistoryCommit[]>,
  split: { take(commit: HistoryCommit): boolean; readonly ranges: readonly (readonly RangeCommit[])[] },
): Promise<void> {
  for await (const batch of batches) {
    for (const commit of batch) if (!split.take(commit)) return
  }
}
