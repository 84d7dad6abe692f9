import { Failure } from '@slipway/outcome'
import type { Tag, VersionPlan } from '@slipway/versioning'
import type { SemverErrorCode } from './error.ts'
import { planSeries, type Known, type PlannedSeries, type Setting } from './plan-series.ts'
import type { GitHub } from './ports.ts'
import { refuse } from './refuse.ts'
import type { PackageRelease } from './result.ts'

export interface Claim extends PlannedSeries {
  readonly outcome: Exclude<PackageRelease['outcome'], 'preview'>
  /** What is known of names after it. */
  readonly known: Known
}

/** Each round somebody else got a tag; more than that is no race any more. */
const rounds = 100

/**
 * Gets the planned version for the commit, or, where somebody else got it first, the one that then follows. GitHub decides
 * in one request who gets a tag; a version that was given is claimed as it is or not at all.
 */
export async function claimVersion(
  setting: Setting,
  first: PlannedSeries,
  known: Known,
  tags: Pick<GitHub['tags'], 'create'>,
): Promise<Claim> {
  let planned = first
  let names = known
  for (let round = 1; round <= rounds; round++) {
    const claim = await tryToClaim(setting, planned, names, tags)
    if ('outcome' in claim) return { ...claim, known: names }
    names = claim.learned
    setting.ports.log.info(claim.because)
    const [next] = await planSeries(setting, [planned.footing.series], names)
    if (next !== undefined) planned = next
  }
  throw new Failure<SemverErrorCode>('CONTENDED', `${rounds} versions in a row were taken by other runs`, {
    remedy: 'give the workflow a concurrency group, and run it again',
  })
}

type Attempt = Omit<Claim, 'known'> | { readonly learned: Known; readonly because: string }

async function tryToClaim(
  { head, inputs }: Setting,
  planned: PlannedSeries,
  known: Known,
  tags: Pick<GitHub['tags'], 'create'>,
): Promise<Attempt> {
  const { plan } = planned
  if (plan.refusal !== undefined) throw refuse(plan.refusal)
  if (planned.isSuperseded) return { ...planned, outcome: 'superseded' }
  if (plan.bump === 'none') return { ...planned, outcome: 'nothing' }
  const creation = await tags.create(plan.tag, head)
  if (creation.kind === 'created') return { ...planned, outcome: 'created' }
  if (creation.kind === 'exists' && creation.commit === head) return { ...planned, outcome: 'already' }
  const problem =
    creation.kind === 'burned' ? burnedWords(plan, creation.words) : takenWords(plan, creation.commit, head)
  if (inputs.version !== undefined) throw taken(problem, creation.kind)
  const learned =
    creation.kind === 'burned'
      ? { ...known, burned: new Set([...known.burned, plan.tag]) }
      : { ...known, tags: withTag(known.tags, { name: plan.tag, commit: creation.commit }) }
  return { learned, because: `${problem}; trying again` }
}

function withTag(tags: readonly Tag[], tag: Tag): readonly Tag[] {
  return [...tags.filter(({ name }) => name !== tag.name), tag]
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
