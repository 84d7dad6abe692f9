import { judgeCommit, type RangeCommit, type VersionPlan } from '@slipway/versioning'
import { carries } from '../planning/approve-major.ts'
import { commentPull } from './comment-pull.ts'
import { mergeMessage, squashMessage } from './merged-message.ts'
import { planSeries } from '../planning/plan-series.ts'
import type { NamesNow, PlannedSeries, CommitReading } from '../planning/planned-series.ts'
import type { RunContext } from '../run-context.ts'
import type { Pull } from './read-pull.ts'
import type { PullComment } from '../report.ts'
import type { PullPreview } from '../result.ts'
import type { Series } from '../series.ts'

/** What every series would release after each way of merging. */
export interface PullPlans {
  /** `undefined`: the repository does not allow it. */
  readonly squash: readonly PlannedSeries[] | undefined
  /** By a merge, or by a rebase where only that is allowed. */
  readonly merge: readonly PlannedSeries[] | undefined
}

/** Stands for a commit that is not there yet, as git writes it. */
const unborn = '0'.repeat(40)

export async function planPull(
  context: RunContext,
  pull: Pull,
  series: readonly Series[],
  known: NamesNow,
): Promise<PullPlans> {
  const { squash, merge, rebase } = pull.event
  const planAs = (tell: CommitReading) => planSeries(context, series, known, tell)
  return {
    squash: squash.allowed ? await planAs(asSquashed(context, pull)) : undefined,
    merge: merge.allowed || rebase.allowed ? await planAs(asMerged(context, pull)) : undefined,
  }
}

/**
 * All that it brings as one commit. A package is touched by it when it is by one of the commits; one that changes nothing
 * speaks to all packages, and a squash does only where all of its commits do.
 */
function asSquashed({ inputs: { judging } }: RunContext, { event, commits, merge }: Pull): CommitReading {
  const own = new Set(commits.map(({ sha }) => sha))
  const squash = judgeCommit({ sha: event.headSha, message: squashMessage(event, commits) }, judging)
  return ({ commits: range, everywhere }, { spec }) => {
    const rest = range.filter(({ sha }) => !own.has(sha) && sha !== merge)
    const isEmpty = everywhere !== undefined && [...own].every((sha) => everywhere.has(sha))
    const touches = range.some(({ sha }) => own.has(sha) && (isEmpty || everywhere?.has(sha) !== true))
    return spec === undefined || touches ? [squash, ...rest] : rest
  }
}

/** Its commits as they are; the merge commit itself touches no package. */
function asMerged(context: RunContext, pull: Pull): CommitReading {
  return ({ commits: range }, { spec }) => {
    const there = range.filter(({ sha }) => sha !== pull.merge)
    return spec === undefined ? [...added(context, pull, there), ...there] : there
  }
}

/** What is told of it: in the report, and in its comment. */
export async function previewPull(
  context: RunContext,
  { event: { number } }: Pull,
  plans: PullPlans,
  found: Omit<PullComment, 'pull'>,
): Promise<PullPreview> {
  const pull = { squash: wholePlan(plans.squash), merge: wholePlan(plans.merge) }
  return { number, ...pull, comment: await commentPull(context, { ...found, pull }) }
}

/** The plan of the whole repository; those of packages are in the releases. */
function wholePlan(planned: readonly PlannedSeries[] | undefined): VersionPlan | undefined {
  const [first] = planned ?? []
  return first?.past.series.spec === undefined ? first?.plan : undefined
}

/** The merge commit with the words that it will have, and those commits of the pull request that the checkout lacks. */
function added(
  { inputs: { judging } }: RunContext,
  { event, commits, merge }: Pull,
  there: readonly RangeCommit[],
): readonly RangeCommit[] {
  const known = new Set(there.map(({ sha }) => sha))
  const missing = commits.filter(({ sha }) => !known.has(sha)).map((commit) => judgeCommit(commit, judging))
  if (!event.merge.allowed) return missing.reverse()
  const merging = judgeCommit({ sha: merge ?? unborn, message: mergeMessage(event), merge: true }, judging)
  return [merging, ...missing.reverse()]
}

/** The commits that a label on the pull request speaks of. */
export function labelled({ event, commits, merge }: Pull, label: string): ReadonlySet<string> {
  if (!carries(event.labels, label)) return new Set()
  return new Set([unborn, event.headSha, ...(merge === undefined ? [] : [merge]), ...commits.map(({ sha }) => sha)])
}
