import {
  commitKeeper,
  judgeCommit,
  splitHistory,
  type HistorySplit,
  type PackageBase,
  type RangeCommit,
  type Unowned,
} from '@slipway/versioning'
import { followMoves, type Released } from './follow-moves.ts'
import type { PastReleases } from './past-releases.ts'
import type { HistoryCommit } from '../history.ts'
import type { RunContext } from '../run-context.ts'
import type { ReadAhead } from './read-ahead.ts'
import { judgeRange, latin1, type JudgedRange } from './read-range.ts'
import { asking } from './unowned-commits.ts'

type Asking = Pick<RunContext, 'history' | 'head' | 'inputs'>

/** What was read for all series. */
export interface SeriesReading {
  /** The range of each series, newest first, each commit judged by itself. */
  readonly ranges: readonly JudgedRange[]
  /** What asks for a release, or a version, and belongs to no package. */
  readonly unowned: readonly Unowned<RangeCommit>[]
}

/** Reads the range of each series; of all packages from one pass over the history. */
export async function judgeSeries(
  context: Asking,
  pasts: readonly PastReleases[],
  ahead?: ReadAhead,
): Promise<SeriesReading> {
  const packages = pasts.flatMap(({ series: { spec }, base }): Released[] =>
    spec === undefined ? [] : [{ spec, base }],
  )
  if (packages.length > 0) return readPackages(context, packages)
  const [only] = pasts
  const range = only && ahead?.range(only)
  if (range !== undefined) return { ranges: [range], unowned: [] }
  const { history, head, inputs } = context
  const from = pasts.flatMap(({ base }) => (base === undefined ? [] : [base.commit]))
  return { ranges: [await judgeRange(history, { from, to: head }, inputs)], unowned: [] }
}

/** Packages hardly ever move: what tells so is asked for beside the pass, which is made again where one did. */
async function readPackages(context: Asking, packages: readonly Released[]): Promise<SeriesReading> {
  const { history, head, inputs } = context
  const [first, followed] = await Promise.all([split(context, packages), followMoves(history, head, packages)])
  const moved = packages.map((each, index) => ({ ...each, spec: followed[index]?.spec ?? each.spec }))
  const told = moved.some(({ spec }, index) => spec !== packages[index]?.spec) ? await split(context, moved) : first
  const ranges = told.ranges.map((commits, index): JudgedRange => {
    const { former = [], warnings = [] } = followed[index] ?? {}
    // Of a package that never had a commit more is told elsewhere.
    const isUntouched = commits.length === 0 && packages[index]?.base === undefined
    return { commits, everywhere: told.everywhere, former, warnings: isUntouched ? [] : warnings }
  })
  return { ranges, unowned: await asking(history, told.unowned, inputs) }
}

type Split = HistorySplit<HistoryCommit, RangeCommit>

async function split({ history, head, inputs }: Asking, released: readonly Released[]): Promise<Split> {
  const packages = released.map(({ spec, base }): PackageBase => ({ spec, base: base?.commit }))
  const names = new Set(packages.map(({ spec }) => spec.name))
  const keep = commitKeeper(latin1)
  const told = splitHistory<HistoryCommit, RangeCommit>(packages, {
    judge: ({ sha, message, parents }) =>
      keep(judgeCommit({ sha, message, merge: parents.includes(' ') }, inputs.judging)),
    isForAll: ({ releaseAs }) => releaseAs !== undefined,
    others: inputs.packages.filter(({ name }) => !names.has(name)),
  })
  // To find what several bases have in common is a walk as long as what it would save: reading stops below the last one.
  const [base, ...others] = new Set(packages.map((each) => each.base))
  const from = base === undefined || others.length > 0 ? [] : [base]
  await feed(history.commits({ from, to: head }, { paths: true, topological: true }), told)
  return told
}

async function feed(batches: AsyncIterable<readonly HistoryCommit[]>, told: Split): Promise<void> {
  for await (const batch of batches) {
    for (const commit of batch) if (!told.take(commit)) return
  }
}
