import { Failure } from '@slipway/outcome'
import {
  packagePrefix,
  planVersion,
  type RangeCommit,
  type ReleaseLine,
  type ReleaseTag,
  type Tag,
  type Unowned,
  type VersionPlan,
  type VersionRequest,
} from '@slipway/versioning'
import { approvedCommits } from './approve-major.ts'
import type { Authors } from './authors.ts'
import { containedIn } from './contained.ts'
import { isIn } from './contains-head.ts'
import { findFooting, type Footing } from './footing.ts'
import type { History } from './history.ts'
import type { SemverInputs } from './inputs.ts'
import type { SemverPorts } from './ports.ts'
import { readAhead } from './read-ahead.ts'
import type { JudgedRange } from './read-range.ts'
import { judgeSeries } from './read-series.ts'
import type { Series } from './series.ts'
import { settleSeries, type SettledSeries } from './settle-series.ts'
import { laterRelease, refuseAbove, standDown } from './superseded.ts'
import { findUnreachable } from './unreachable.ts'
import { refuseUnreachable } from './refuse-unreachable.ts'
import { noted } from './write-notes.ts'

/** What is asked in every round of a run. */
export interface Setting {
  readonly inputs: SemverInputs
  readonly ports: SemverPorts
  readonly history: History
  readonly authors: Authors
  readonly head: string
  readonly line: ReleaseLine
  /** Whether the history holds all that its commits contain. */
  readonly isWhole: boolean
  /** Whether `head` is to be tagged, or measured as if it were. */
  readonly claims: boolean
  /** The commits that the label on the pull request of the event approves. */
  readonly labelled: ReadonlySet<string>
}

/** What is known of names, which changes while others release too. */
export interface Known {
  readonly tags: readonly Tag[]
  /** What only the checkout has, and the remote does not: no release, but worth a word where one was expected. */
  readonly stale: readonly Tag[]
  readonly burned: ReadonlySet<string>
  /**
   * What a run stood on when it began to claim: what it stands on now may be a tag that is taken back in a moment, so it
   * hides no lower one.
   */
  readonly start?: Pick<Footing, 'base'>
}

export interface PlannedSeries {
  readonly footing: Footing
  readonly plan: VersionPlan
  /** The shas that came after the channel's last release; `undefined`: all of the plan's. */
  readonly fresh: ReadonlySet<string> | undefined
  /** A later commit was released meanwhile, and what this one brings with it: nothing is left to do here. */
  readonly isSuperseded: boolean
  /** Where the package was before, whose commits there count too. */
  readonly former: readonly string[]
  /** What asks for a release, or a version, and belongs to no package: the same for all that were read at once. */
  readonly unowned: readonly Unowned<RangeCommit>[]
}

/** The commits of a series as they are to be read, for those that are: as in a preview of a squash. */
export type Telling = (range: JudgedRange, series: Series) => readonly RangeCommit[]

/** A plan for each series, from one reading of the history. */
export async function planSeries(
  setting: Setting,
  series: readonly Series[],
  known: Known,
  tell: Telling = ({ commits }) => commits,
): Promise<readonly PlannedSeries[]> {
  const { history, head } = setting
  const isContained = containedIn(history, head, series.length)
  const ahead = series.every(({ spec }) => spec === undefined) ? readAhead(setting) : undefined
  const footings: Footing[] = []
  for (const each of series) footings.push(await findFooting(each, { ...setting, ...known, isContained, ahead }))
  const { ranges, unowned } = await judgeSeries(setting, footings, ahead)
  for (const { authors } of ranges) if (authors !== undefined) setting.authors.know(authors)
  setting.authors.expect(ranges.flatMap(({ commits }) => noted(commits)))
  const planned: PlannedSeries[] = []
  for (const [index, footing] of footings.entries()) {
    const range = ranges[index] ?? { commits: [] }
    const told = tell(range, footing.series)
    const settled = await settleSeries(setting, footing, told === range.commits ? range : { commits: told })
    const { plan, ...rest } = await planOne(setting, footing, settled, known)
    const warnings = [...(range.warnings ?? []), ...plan.warnings]
    planned.push({ ...rest, plan: { ...plan, warnings }, unowned, former: range.former ?? [] })
  }
  return planned
}

async function planOne(
  setting: Setting,
  footing: Footing,
  { commits, fresh }: SettledSeries,
  { tags, burned, start = footing }: Known,
): Promise<Omit<PlannedSeries, 'unowned' | 'former'>> {
  const { inputs, line, head, claims } = setting
  const { series, base, reachable, own } = footing
  const { approveMajor: approved, majorLabel, releaseAs } = inputs
  const policy = { ...inputs.policy, approved, majorLabel, releaseAs }
  const given = inputs.version ?? (claims ? own?.version : undefined)
  const { prefix, spec } = series
  const siblings = inputs.packages.map(({ name }) => packagePrefix(inputs.tagPrefix, name))
  const range = { commits, fresh, package: spec?.name }
  const asked = { line, prefix, siblings, head, base, reachable, tags, burned, ...range, policy, given }
  const plan = carried(await withApprovals(setting, asked), inputs.version === undefined ? own : undefined)
  const later = await laterThan(plan, setting, { ...footing, base: start.base })
  if (later !== undefined && given === undefined) {
    return { footing, plan: standDown(plan, later), fresh, isSuperseded: true }
  }
  const refusal = plan.refusal ?? (later && refuseAbove(plan.tag, head, later))
  return { footing, plan: await besideHigher({ ...plan, refusal }, footing, setting), fresh, isSuperseded: false }
}

/** A version below a release on another branch is refused, or warned of, as `unreachable-release` has it. */
async function besideHigher(plan: VersionPlan, footing: Footing, setting: Setting): Promise<VersionPlan> {
  const { inputs } = setting
  const found = inputs.unreachable === 'ignore' ? undefined : await findUnreachable(plan, footing, setting)
  if (found === undefined) return plan
  const refusal = refuseUnreachable(plan, found, inputs)
  if (inputs.unreachable === 'error') return { ...plan, refusal: plan.refusal ?? refusal }
  return { ...plan, warnings: [...plan.warnings, `${refusal.message}; ${refusal.remedy}`] }
}

/** The version of a tag that is there already was given by nobody. */
function carried(plan: VersionPlan, own: ReleaseTag | undefined): VersionPlan {
  return own === undefined ? plan : { ...plan, because: `${own.name} is on this commit already` }
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

/** Only a plan that wants an approval asks GitHub for it. */
async function withApprovals({ inputs, ports, labelled }: Setting, request: VersionRequest): Promise<VersionPlan> {
  const withLabel = { ...request, policy: { ...request.policy, approved: request.policy.approved || labelled } }
  const plan = planVersion(withLabel)
  if (plan.refusal?.code !== 'MAJOR_NOT_APPROVED' || ports.github === undefined) return plan
  const open = plan.commits.filter(({ sha }) => !labelled.has(sha))
  const asking = approvedCommits(open, inputs.majorLabel, ports.github.pulls)
  const found = await (inputs.pull === undefined ? asking : asking.catch((error: unknown) => warned(ports, error)))
  if (found.size === 0) return plan
  return planVersion({ ...request, policy: { ...request.policy, approved: new Set([...labelled, ...found]) } })
}

/** A preview of a pull request does not fail for it: the plan stays refused, which is a warning there. */
function warned({ log }: SemverPorts, error: unknown): ReadonlySet<string> {
  if (!(error instanceof Failure)) throw error
  log.warning(error.message)
  return new Set()
}
