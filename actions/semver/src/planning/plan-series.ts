import { Failure } from '@slipway/outcome'
import { packagePrefix, planVersion, type ReleaseTag, type VersionPlan, type VersionRequest } from '@slipway/versioning'
import { approvedCommits } from './approve-major.ts'
import { containedIn } from '../reading/contained.ts'
import { isIn } from '../reading/contains-head.ts'
import { findPastReleases, type PastReleases } from '../reading/past-releases.ts'
import type { SemverPorts } from '../ports.ts'
import { readAhead } from '../reading/read-ahead.ts'
import { judgeSeries } from '../reading/read-series.ts'
import type { Series } from '../series.ts'
import { settleSeries, type SettledSeries } from './settle-series.ts'
import { laterRelease, refuseAbove, standDown } from './superseded.ts'
import type { NamesNow, PlannedSeries, CommitReading } from './planned-series.ts'
import type { RunContext } from '../run-context.ts'
import { findUnreachable } from './unreachable.ts'
import { refuseUnreachable } from './refuse-unreachable.ts'
import { noted } from './write-notes.ts'

/** A plan for each series, from one reading of the history. */
export async function planSeries(
  context: RunContext,
  series: readonly Series[],
  known: NamesNow,
  tell: CommitReading = ({ commits }) => commits,
): Promise<readonly PlannedSeries[]> {
  const { history, head } = context
  const isContained = containedIn(history, head, series.length)
  const ahead = series.every(({ spec }) => spec === undefined) ? readAhead(context) : undefined
  const pasts: PastReleases[] = []
  for (const each of series) pasts.push(await findPastReleases(each, { ...context, ...known, isContained, ahead }))
  const { ranges, unowned } = await judgeSeries(context, pasts, ahead)
  for (const { authors } of ranges) if (authors !== undefined) context.authors.know(authors)
  context.authors.expect(ranges.flatMap(({ commits }) => noted(commits)))
  const planned: PlannedSeries[] = []
  for (const [index, past] of pasts.entries()) {
    const range = ranges[index] ?? { commits: [] }
    const told = tell(range, past.series)
    const settled = await settleSeries(context, past, told === range.commits ? range : { commits: told })
    const { plan, ...rest } = await planOne(context, past, settled, known)
    const warnings = [...(range.warnings ?? []), ...plan.warnings]
    planned.push({ ...rest, plan: { ...plan, warnings }, unowned, former: range.former ?? [] })
  }
  return planned
}

async function planOne(
  context: RunContext,
  past: PastReleases,
  { commits, fresh }: SettledSeries,
  { tags, burned, start = past }: NamesNow,
): Promise<Omit<PlannedSeries, 'unowned' | 'former'>> {
  const { inputs, line, head, claims } = context
  const { series, base, reachable, own } = past
  const { approveMajor: approved, majorLabel, releaseAs } = inputs
  const policy = { ...inputs.policy, approved, majorLabel, releaseAs }
  const given = inputs.version ?? (claims ? own?.version : undefined)
  const { prefix, spec } = series
  const siblings = inputs.packages.map(({ name }) => packagePrefix(inputs.tagPrefix, name))
  const range = { commits, fresh, package: spec?.name }
  const asked = { line, prefix, siblings, head, base, reachable, tags, burned, ...range, policy, given }
  const plan = carried(await withApprovals(context, asked), inputs.version === undefined ? own : undefined)
  const later = await laterThan(plan, context, { ...past, base: start.base })
  if (later !== undefined && given === undefined) {
    return { past, plan: standDown(plan, later), fresh, isSuperseded: true }
  }
  const refusal = plan.refusal ?? (later && refuseAbove(plan.tag, head, later))
  return { past, plan: await besideHigher({ ...plan, refusal }, past, context), fresh, isSuperseded: false }
}

/** A version below a release on another branch is refused, or warned of, as `unreachable-release` has it. */
async function besideHigher(plan: VersionPlan, past: PastReleases, context: RunContext): Promise<VersionPlan> {
  const { inputs } = context
  const found = inputs.unreachable === 'ignore' ? undefined : await findUnreachable(plan, past, context)
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
  context: RunContext,
  past: PastReleases,
): Promise<ReleaseTag | undefined> {
  if (bump === 'none' || version === undefined || past.own?.name === tag) return undefined
  return laterRelease(version, past, context, (commit) => isIn(commit, context))
}

/** Only a plan that wants an approval asks GitHub for it. */
async function withApprovals({ inputs, ports, labelled }: RunContext, request: VersionRequest): Promise<VersionPlan> {
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
