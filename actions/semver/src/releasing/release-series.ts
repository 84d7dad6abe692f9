import { burnedWords, claimVersion, taken, type Claim } from './claim-version.ts'
import { moveFloatingTags } from './floating-tags.ts'
import type { NamesNow, PlannedSeries } from '../planning/planned-series.ts'
import type { RunContext } from '../run-context.ts'
import { planSeries } from '../planning/plan-series.ts'
import type { GitHub } from '../ports.ts'
import { publishRelease } from './publish-release.ts'
import type { PackageRelease } from '../result.ts'
import { writeNotes } from '../planning/write-notes.ts'

/** Tags a series and, with `mode: release`, publishes it. Every step looks first at what an earlier run has done. */
export async function releaseSeries(
  context: RunContext,
  planned: PlannedSeries,
  known: NamesNow,
): Promise<PackageRelease> {
  const { github } = context.ports
  if (github === undefined) throw new Error(`mode ${context.inputs.mode} without GitHub`)
  const claim = await claimVersion(context, planned, known, github.tags)
  const [notes = { markdown: '', left: 0 }] = await writeNotes(context, [claim])
  const made: PackageRelease = {
    name: claim.past.series.name,
    plan: claim.plan,
    notes,
    rejected: claim.past.rejected,
    outcome: claim.outcome,
    release: undefined,
    floating: [],
  }
  logClaim(context, made)
  if (context.inputs.mode === 'tag' || (claim.outcome !== 'created' && claim.outcome !== 'already')) return made
  return publish(context, claim, made, github)
}

async function publish(
  context: RunContext,
  claim: Claim,
  made: PackageRelease,
  github: GitHub,
): Promise<PackageRelease> {
  const { inputs, head, ports } = context
  const { plan, past, known } = claim
  if (plan.version === undefined) return made
  const { prefix } = past.series
  const publication = { prefix, tag: plan.tag, commit: head, version: plan.version, notes: made.notes.markdown }
  const release = await publishRelease({ ...publication, mayBeLatest: inputs.packages.length < 2 }, github)
  if (release !== undefined && 'kind' in release) {
    const problem = burnedWords(plan, release.words)
    if (inputs.version !== undefined) throw taken(problem, 'burned')
    ports.log.warning(`${problem}; the next version is taken instead`)
    const next: NamesNow = { ...known, burned: new Set([...known.burned, plan.tag]) }
    const [again] = await planSeries(context, [past.series], next)
    return again === undefined ? made : releaseSeries(context, again, next)
  }
  ports.log.info(
    `${plan.tag}: ${release?.state === 'already' ? 'was already published' : 'published'} at ${release?.url}`,
  )
  const floating = inputs.floatingTags ? await moveFloatingTags(publication, github) : []
  for (const { tag, state } of floating) ports.log.info(`${tag}: ${state}`)
  return { ...made, release, floating }
}

function logClaim({ ports: { log }, head }: RunContext, { plan, outcome }: PackageRelease): void {
  if (outcome === 'created') log.info(`created ${plan.tag} on ${head}`)
  else if (outcome === 'already') log.info(`${plan.tag} was already on ${head}`)
  else if (outcome === 'superseded') log.info(plan.because)
}
