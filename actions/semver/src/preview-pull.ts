import { judgeCommit, type JudgedCommit } from '@slipway/versioning'
import { mergeMessage, squashMessage } from './merged-message.ts'
import { planSeries, type Known, type PlannedSeries, type Setting } from './plan-series.ts'
import type { Pull } from './read-pull.ts'
import type { Series } from './series.ts'

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
  setting: Setting,
  pull: Pull,
  series: readonly Series[],
  known: Known,
): Promise<PullPlans> {
  const { squash, merge, rebase } = pull.event
  const own = new Set(pull.commits.map(({ sha }) => sha))
  const { judging } = setting.inputs
  return {
    squash: squash.allowed
      ? await planSeries(setting, series, known, (range, { spec }) => {
          const rest = range.filter(({ sha }) => !own.has(sha) && sha !== pull.merge)
          // A package is touched by the squash when it is by one of the commits.
          if (spec !== undefined && !range.some(({ sha }) => own.has(sha))) return rest
          const message = squashMessage(pull.event, pull.commits)
          return [judgeCommit({ sha: pull.event.headSha, message }, judging), ...rest]
        })
      : undefined,
    merge:
      merge.allowed || rebase.allowed
        ? await planSeries(setting, series, known, (range, { spec }) => {
            const there = range.filter(({ sha }) => sha !== pull.merge)
            return spec === undefined ? [...added(setting, pull, there), ...there] : there
          })
        : undefined,
  }
}

/** The merge commit with the words that it will have, and those commits of the pull request that the checkout lacks. */
function added(
  { inputs: { judging } }: Setting,
  { event, commits, merge }: Pull,
  there: readonly JudgedCommit[],
): readonly JudgedCommit[] {
  const known = new Set(there.map(({ sha }) => sha))
  const missing = commits.filter(({ sha }) => !known.has(sha)).map((commit) => judgeCommit(commit, judging))
  if (!event.merge.allowed) return missing.reverse()
  const merging = judgeCommit({ sha: merge ?? unborn, message: mergeMessage(event), merge: true }, judging)
  return [merging, ...missing.reverse()]
}

/** The commits that a label on the pull request speaks of. */
export function labelled({ event, commits, merge }: Pull, label: string): ReadonlySet<string> {
  if (!event.labels.includes(label)) return new Set()
  return new Set([unborn, event.headSha, ...(merge === undefined ? [] : [merge]), ...commits.map(({ sha }) => sha)])
}
