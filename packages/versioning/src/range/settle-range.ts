import { findReverted } from './find-reverted.ts'
import type { JudgedCommit } from '../judging/judged-commit.ts'
import { noNearMisses } from '../message/near-miss.ts'
import type { Fate, RangeCommit, RangeContext } from '../judging/range-commit.ts'
import { rangeIndex, withoutPull, type RangeIndex } from './range-index.ts'
import { ownMembers } from './slim-commit.ts'
import { noChanges } from '../message/squashed-change.ts'

/** A range of which every commit has its fate. */
export interface SettledRange {
  /** Newest first, as they came. */
  readonly commits: readonly RangeCommit[]
  /**
   * The merge commits that are reverted. What they brought in is reverted with them: who can tell, says so in
   * `broughtBy` and settles again.
   */
  readonly revertedMerges: readonly string[]
}

/** What became of a commit other than that it counts, by its position. */
type Fates = Map<number, Settled>

interface Settled {
  readonly fate: Exclude<Fate, 'counts'>
  readonly by: string | undefined
}

const noContext: RangeContext = { skip: [], broughtBy: new Map() }

/**
 * What becomes of each commit in its range. From the newest to the oldest, a revert that is not taken back itself takes
 * back older commits of the range, so that the revert of a revert leaves the first commit standing, and so on. A revert
 * of which a target lies outside the range, or in a pre-release without it, counts: that change was released before. So
 * does one that is itself marked as breaking, or that is no revert by its header: its author asks for more than to undo.
 * Total.
 */
export function settleRange(
  newestFirst: readonly (JudgedCommit | RangeCommit)[],
  context: RangeContext = noContext,
  /** Made of the same commits and context, while they came. */
  index: RangeIndex = rangeIndex(newestFirst, context),
): SettledRange {
  const fates: Fates = new Map()
  skip(index, context.skip, fates)
  const revertedMerges: string[] = []
  for (const at of index.reverting) {
    const commit = newestFirst[at]
    if (commit === undefined || fates.has(at)) continue
    const { targets, complete } = findReverted(index, at, (each) => fates.get(each)?.fate === 'cancelled')
    const [first] = targets
    if (first === undefined) continue
    const isAllItDoes = complete && onlyUndoes(commit) && !undoesShipped(index, at, targets, context)
    if (isAllItDoes) fates.set(at, { fate: 'cancels', by: newestFirst[first]?.sha })
    for (const each of targets.flatMap((target) => takenBack(index, at, target, context))) {
      const target = newestFirst[each]
      if (target?.merge === true) revertedMerges.push(target.sha)
      if (!fates.has(each)) fates.set(each, { fate: 'cancelled', by: commit.sha })
    }
  }
  const commits = newestFirst.map(counting)
  for (const [at, settled] of fates) {
    const commit = newestFirst[at]
    if (commit !== undefined) commits[at] = inRange(commit, settled)
  }
  return { commits, revertedMerges }
}

function skip(index: RangeIndex, prefixes: readonly string[], fates: Fates): void {
  for (const prefix of prefixes) {
    for (const at of index.withSha(prefix.toLowerCase())) fates.set(at, { fate: 'skipped', by: undefined })
  }
}

function onlyUndoes({ type, rule, breaking }: JudgedCommit): boolean {
  return type === 'revert' && rule !== 'squash-bullet' && breaking === undefined
}

/** Whether a pre-release has something of what it takes back, and not itself. */
function undoesShipped(
  { commits }: RangeIndex,
  at: number,
  targets: readonly number[],
  { shipped = [] }: RangeContext,
): boolean {
  const has = (step: ReadonlySet<string>, position: number): boolean => step.has(commits[position]?.sha ?? '')
  return shipped.some((step) => !has(step, at) && targets.some((target) => has(step, target)))
}

/** A target and what goes with it: what a merge brought in, and the merge whose title says what the target says. */
function takenBack(index: RangeIndex, at: number, target: number, { broughtBy }: RangeContext): readonly number[] {
  const commit = index.commits[target]
  if (commit === undefined) return []
  const brought = [...(broughtBy.get(commit.sha) ?? [])].flatMap((sha) =>
    index.withSha(sha).filter((each) => each > at),
  )
  return [target, ...brought, ...titledMerges(index, at, target)]
}

/** GitHub gives the pull request of one commit that commit's header as its title, and its merge that title. */
function titledMerges({ commits, titled }: RangeIndex, at: number, target: number): readonly number[] {
  const { type, scope, subject = '', merge } = commits[target] ?? {}
  if (type === undefined || merge === true) return []
  return titled(withoutPull(subject)).filter((position) => {
    const title = commits[position]
    return position > at && position < target && title?.type === type && title.scope === scope
  })
}

function counting(commit: JudgedCommit | RangeCommit): RangeCommit {
  return 'fate' in commit ? commit : { ...commit, fate: 'counts', by: undefined }
}

function inRange(commit: JudgedCommit | RangeCommit, { fate, by }: Settled): RangeCommit {
  const silent = fate === 'cancels' ? {} : { releaseAs: undefined, nearMisses: noNearMisses }
  return {
    ...('fate' in commit ? ownMembers(commit) : commit),
    ...silent,
    bump: 'none',
    breaking: undefined,
    changes: noChanges,
    fate,
    by,
  }
}
