import { burnedWords, claimVersion, taken, type Claim } from './claim-version.ts'
import { moveFloatingTags } from './floating-tags.ts'
import type { Known, PlannedSeries } from '../planning/planned-series.ts'
import type { Setting } from '../setting.ts'
import { planSeries } from '../planning/plan-series.ts'
import type { GitHub } from '../ports.ts'
import { publishRelease } from './publish-release.ts'
import type { PackageRelease } from '../result.ts'
import { writeNotes } from '../planning/write-notes.ts'

/** Tags a series and, with `mode: release`, publishes it. Every step looks first at what an earlier run has done. */
export async function releaseSeries(setting: Setting, planned: PlannedSeries, known: Known): Promise<PackageRelease> {
  const { github } = setting.ports
  if (github === undefined) throw new Error(`mode ${setting.inputs.mode} without GitHub`)
  const claim = await claimVersion(setting, planned, known, github.tags)
  const [notes = { markdown: '', left: 0 }] = await writeNotes(setting, [claim])
  const made: PackageRelease = {
    name: claim.footing.series.name,
    plan: claim.plan,
    notes,
    rejected: claim.footing.rejected,
    outcome: claim.outcome,
    release: undefined,
    floating: [],
  }
  logClaim(setting, made)
  if (setting.inputs.mode === 'tag' || (claim.outcome !== 'created' && claim.outcome !== 'already')) return made
  return publish(setting, claim, made, github)
}

async function publish(setting: Setting, claim: Claim, made: PackageRelease, github: GitHub): Promise<PackageRelease> {
  const { inputs, head, ports } = setting
  const { plan, footing, known } = claim
  if (plan.version === undefined) return made
  const { prefix } = footing.series
  const publication = { prefix, tag: plan.tag, commit: head, version: plan.version, notes: made.notes.markdown }
  const release = await publishRelease({ ...publication, mayBeLatest: inputs.packages.length < 2 }, github)
  if (release !== undefined && 'kind' in release) {
    const problem = burnedWords(plan, release.words)
    if (inputs.version !== undefined) throw taken(problem, 'burned')
    ports.log.warning(`${problem}; the next version is taken instead`)
    const next: Known = { ...known, burned: new Set([...known.burned, plan.tag]) }
    const [again] = await planSeries(setting, [footing.series], next)
    return again === undefined ? made : releaseSeries(setting, again, next)
  }
  ports.log.info(
    `${plan.tag}: ${release?.state === 'already' ? 'was already published' : 'published'} at ${release?.url}`,
  )
  const floating = inputs.floatingTags ? await moveFloatingTags(publication, github) : []
  for (const { tag, state } of floating) ports.log.info(`${tag}: ${state}`)
  return { ...made, release, floating }
}

function logClaim({ ports: { log }, head }: Setting, { plan, outcome }: PackageRelease): void {
  if (outcome === 'created') log.info(`created ${plan.tag} on ${head}`)
  else if (outcome === 'already') log.info(`${plan.tag} was already on ${head}`)
  else if (outcome === 'superseded') log.info(plan.because)
}
