import {
  planVersion,
  type RangeCommit,
  type ReleaseLine,
  type ReleaseTag,
  type Tag,
  type VersionPlan,
  type VersionRequest,
} from '@slipway/versioning'
import { approvedCommits } from './approve-major.ts'
import { findFooting, type Footing } from './footing.ts'
import type { History } from './history.ts'
import type { SemverInputs } from './inputs.ts'
import type { SemverPorts } from './ports.ts'
import { readAhead } from './read-ahead.ts'
import { readSeries } from './read-series.ts'
import type { Series } from './series.ts'
import { laterRelease, refuseAbove, standDown } from './superseded.ts'

/** What is asked in every round of a run. */
export interface Setting {
  readonly inputs: SemverInputs
  readonly ports: SemverPorts
  readonly history: History
  readonly head: string
  readonly line: ReleaseLine
  /** Whether `head` is to be tagged, or measured as if it were. */
  readonly claims: boolean
}

/** What is known of names, which grows while others release too. */
export interface Known {
  readonly tags: readonly Tag[]
  readonly burned: ReadonlySet<string>
}

export interface PlannedSeries {
  readonly footing: Footing
  readonly plan: VersionPlan
  /** The shas that came after the channel's last release; `undefined`: all of the plan's. */
  readonly fresh: ReadonlySet<string> | undefined
  /** A later commit was released meanwhile, and what this one brings with it: nothing is left to do here. */
  readonly isSuperseded: boolean
}

/** A plan for each series, from one reading of the history. */
export async function planSeries(
  setting: Setting,
  series: readonly Series[],
  known: Known,
): Promise<readonly PlannedSeries[]> {
  const footings: Footing[] = []
  const ahead = series.every(({ spec }) => spec === undefined) ? readAhead(setting) : undefined
  for (const each of series) footings.push(await findFooting(each, { ...setting, ...known, ahead }))
  const ranges = await readSeries(setting, footings, ahead)
  const planned: PlannedSeries[] = []
  for (const [index, footing] of footings.entries()) {
    planned.push(await planOne(setting, footing, ranges[index] ?? [], known))
  }
  return planned
}

/** The plan of one series for commits that need not be those of its history, as in a preview of a squash. */
export async function planOne(
  setting: Setting,
  footing: Footing,
  commits: readonly RangeCommit[],
  { tags, burned }: Known,
): Promise<PlannedSeries> {
  const { inputs, line, head, claims } = setting
  const { series, base, reachable, own } = footing
  const policy = { ...inputs.policy, approved: inputs.approveMajor, releaseAs: inputs.releaseAs }
  const given = inputs.version ?? (claims ? own?.version : undefined)
  const fresh = await freshShas(setting, footing)
  const asked = { line, prefix: series.prefix, head, base, reachable, tags, burned, commits, fresh, policy, given }
  const plan = await approved(setting, asked)
  const later = await laterThan(plan, setting, footing)
  if (later === undefined || plan.refusal !== undefined) return { footing, plan, fresh, isSuperseded: false }
  if (given === undefined) return { footing, plan: standDown(plan, later), fresh, isSuperseded: true }
  return { footing, plan: { ...plan, refusal: refuseAbove(plan.tag, head, later) }, fresh, isSuperseded: false }
}

/** What is on the commit already stays, whatever was released since. */
async function laterThan(
  { bump, version, tag }: VersionPlan,
  setting: Setting,
  footing: Footing,
): Promise<ReleaseTag | undefined> {
  if (bump === 'none' || version === undefined || footing.own?.name === tag) return undefined
  return laterRelease(version, footing, setting, (commit) => isIn(commit, setting))
}

/** Whether a commit, which may be one that only GitHub knows, contains the one that is planned for. */
async function isIn(commit: string, { history, head, claims, ports: { github } }: Setting): Promise<boolean> {
  if (await history.isAncestor(head, commit)) return true
  return claims && (await github?.compare.contains(head, commit)) === true
}

async function freshShas({ history, head }: Setting, { last }: Footing): Promise<ReadonlySet<string> | undefined> {
  return last === undefined ? undefined : history.shas({ from: [last.commit], to: head })
}

/** Only a plan that wants an approval asks GitHub for it. */
async function approved({ inputs, ports }: Setting, request: VersionRequest): Promise<VersionPlan> {
  const plan = planVersion(request)
  if (plan.refusal?.code !== 'MAJOR_NOT_APPROVED' || ports.github === undefined) return plan
  const found = new Set(await approvedCommits(plan, inputs.majorLabel, ports.github.pulls))
  if (inputs.pull?.labels.includes(inputs.majorLabel) === true) found.add(request.head)
  if (found.size === 0) return plan
  return planVersion({ ...request, policy: { ...request.policy, approved: found } })
}
