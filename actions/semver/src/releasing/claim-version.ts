import { Failure } from '@slipway/outcome'
import type { VersionPlan } from '@slipway/versioning'
import { clashWords, findClash } from './check-claim.ts'
import type { SemverErrorCode } from '../error.ts'
import { addedTags, namesNow } from './names-now.ts'
import { planSeries } from '../planning/plan-series.ts'
import type { NamesNow, PlannedSeries } from '../planning/planned-series.ts'
import type { RunContext } from '../run-context.ts'
import type { GitHub } from '../ports.ts'
import { RefusedPlan } from '../planning/refuse.ts'
import type { PackageRelease } from '../result.ts'

export interface Claim extends PlannedSeries {
  readonly outcome: Exclude<PackageRelease['outcome'], 'preview'>
  /** What is known of names after it. */
  readonly known: NamesNow
}

/** Each round somebody else got in between; more than that is no race any more. */
const rounds = 100

/**
 * Gets the planned version for the commit, or, where somebody else got it first, the one that then follows. GitHub
 * decides in one request who gets a name. That versions rise along the history as well, each run sees to by looking at
 * the tags before and after: of two that let them fall, at least one sees the other, and takes back the tag it made
 * before anybody was told of it. A version that was given is claimed as it is or not at all.
 */
export async function claimVersion(
  context: RunContext,
  first: PlannedSeries,
  known: NamesNow,
  tags: GitHub['tags'],
): Promise<Claim> {
  const { series } = first.past
  let planned = first
  let names: NamesNow = { ...known, start: first.past }
  for (let round = 1; round <= rounds; round++) {
    const now = await namesNow(names, series.prefix, tags)
    const isSame = now.tags.length === names.tags.length && addedTags(names.tags, now.tags).length === 0
    if (!isSame || round > 1) [planned = planned] = await planSeries(context, [series], now)
    names = now
    const claim = await tryToClaim(context, planned, names, tags)
    if ('outcome' in claim) return { ...claim, known: names }
    if (claim.burned !== undefined) names = { ...names, burned: new Set([...names.burned, claim.burned]) }
    context.ports.log.info(`${claim.because}; trying again`)
    await context.ports.pauseUpTo(Math.min(50 * round, 1000))
  }
  throw new Failure<SemverErrorCode>('CONTENDED', `${rounds} times in a row another run got in between`, {
    remedy: 'give the workflow a concurrency group, and run it again',
  })
}

interface Missed {
  readonly because: string
  readonly burned?: string
}

async function tryToClaim(
  context: RunContext,
  planned: PlannedSeries,
  known: NamesNow,
  tags: GitHub['tags'],
): Promise<Omit<Claim, 'known'> | Missed> {
  const { head, inputs } = context
  const { plan } = planned
  if (plan.refusal !== undefined) throw new RefusedPlan(plan.refusal, { head, planned: [planned], warnings: [] })
  if (planned.isSuperseded) return { ...planned, outcome: 'superseded' }
  if (plan.bump === 'none') return { ...planned, outcome: 'nothing' }
  const creation = await tags.create(plan.tag, head)
  if (creation.kind === 'created') return keepOrTakeBack(context, planned, known, tags)
  if (creation.kind === 'exists' && creation.commit === head) return trust(context, planned, known, tags)
  const isBurned = creation.kind === 'burned'
  const because = isBurned ? burnedWords(plan, creation.words) : takenWords(plan, creation.commit, head)
  if (inputs.version !== undefined) throw taken(because, creation.kind)
  return isBurned ? { because, burned: plan.tag } : { because }
}

/** The second look at the tags, after ours was made. */
async function keepOrTakeBack(
  context: RunContext,
  planned: PlannedSeries,
  known: NamesNow,
  tags: GitHub['tags'],
): Promise<Omit<Claim, 'known'> | Missed> {
  const { tag } = planned.plan
  const clash = await findClash(context, planned, known, await namesNow(known, planned.past.series.prefix, tags))
  if (clash === undefined) return { ...planned, outcome: 'created' }
  await tags.remove(tag)
  const because = `${clashWords(tag, clash)}; so it was taken back`
  if (context.inputs.version !== undefined) throw taken(because, 'exists')
  return { because }
}

/** What was there before this run is settled; what another run has just made, that one may still take back. */
async function trust(
  context: RunContext,
  planned: PlannedSeries,
  known: NamesNow,
  tags: Pick<GitHub['tags'], 'list'>,
): Promise<Omit<Claim, 'known'> | Missed> {
  const { tag } = planned.plan
  if (known.tags.some(({ name, commit }) => name === tag && commit === context.head)) {
    return { ...planned, outcome: 'already' }
  }
  const clash = await findClash(context, planned, known, await namesNow(known, planned.past.series.prefix, tags))
  if (clash === undefined) return { ...planned, outcome: 'already' }
  return { because: `${clashWords(tag, clash)}; the run that made it decides` }
}

function takenWords({ tag }: VersionPlan, commit: string | undefined, head: string): string {
  const place = commit === undefined ? 'an object that is no commit' : `commit ${commit}`
  return `${tag} is taken on GitHub: it is on ${place}, not on ${head}`
}

export function burnedWords({ tag }: Pick<VersionPlan, 'tag'>, words: string): string {
  return `${tag} belonged to an immutable release and can never be used again: ${words}`
}

export function taken(message: string, kind: 'exists' | 'burned'): Failure<SemverErrorCode> {
  return new Failure(kind === 'burned' ? 'VERSION_BURNED' : 'VERSION_TAKEN', message, {
    remedy:
      kind === 'burned'
        ? 'set version to a higher one'
        : 'release from a commit that contains it, so that the next version rises above it',
  })
}
