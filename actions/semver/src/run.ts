import { releaseLine } from '@slipway/versioning'
import { authorsIn } from './reading/authors.ts'
import type { SemverInputs } from './inputs.ts'
import { lintCommits } from './pull/lint-commits.ts'
import { openHistory, type OpenedHistory } from './reading/open-history.ts'
import { planSeries } from './planning/plan-series.ts'
import type { NamesNow, PlannedSeries } from './planning/planned-series.ts'
import type { RunContext } from './run-context.ts'
import type { SemverPorts } from './ports.ts'
import { labelled, planPull, previewPull } from './pull/preview-pull.ts'
import { readPull } from './pull/read-pull.ts'
import { RefusedPlan } from './planning/refuse.ts'
import { releaseSeries } from './releasing/release-series.ts'
import { commitsFile, notesFile } from './report.ts'
import type { PackageRelease, SemverResult } from './result.ts'
import { seriesOf, type Series } from './series.ts'
import { staleWords } from './reading/stale-words.ts'
import { unownedWarnings } from './reading/unowned-commits.ts'
import { writeNotes } from './planning/write-notes.ts'

/** Plans the version of every series and, where it may, tags and releases it. */
export async function run(inputs: SemverInputs, ports: SemverPorts, signal: AbortSignal): Promise<SemverResult> {
  const series = seriesOf(inputs)
  const line = releaseLine(inputs.branch, inputs.channels, inputs.maintenance)
  const claims = inputs.mode !== 'preview' || inputs.version !== undefined
  const opened = await openHistory({ inputs, series, line, claims }, ports)
  try {
    return await runOn(opened, series, {
      inputs,
      ports,
      signal,
      line,
      claims,
      history: opened.history,
      authors: authorsIn(opened.history),
      head: opened.head,
      isWhole: opened.isWhole,
      labelled: new Set(),
    })
  } finally {
    await opened.dispose()
  }
}

async function runOn(opened: OpenedHistory, series: readonly Series[], context: RunContext): Promise<SemverResult> {
  const { inputs, ports } = context
  const known: NamesNow = { ...opened.known, burned: new Set() }
  for (const line of staleWords(opened.known.stale, series)) ports.log.info(line)
  const pull = inputs.pull && (await readPull(context, inputs.pull))
  const plans =
    pull && (await planPull({ ...context, labelled: labelled(pull, inputs.majorLabel) }, pull, series, known))
  const planned = plans?.merge ?? plans?.squash ?? (await planSeries(context, series, known))
  for (const each of planned) logPlan(each, context)
  const unowned = unownedWarnings(planned[0]?.unowned ?? [])
  for (const line of unowned) ports.log.info(line)
  if (pull === undefined) refuseAny({ head: opened.head, planned, warnings: [...opened.known.warnings, ...unowned] })
  const lint = await lintCommits(
    context,
    planned.map(({ past }) => past),
    pull,
  )
  // What the lint finds fault with is not released; the report says so and fails the step.
  const writes = inputs.mode !== 'preview' && (lint ?? []).length === 0
  if (writes) context.signal.throwIfAborted()
  const releases = writes ? await releaseAll(context, planned, known) : await previewAll(context, planned)
  const found = { releases, lint, warnings: [...opened.known.warnings, ...(pull?.warnings ?? []), ...unowned] }
  return {
    ...found,
    head: opened.head,
    source: opened.source,
    pull: pull && plans && (await previewPull(context, pull, plans, found)),
    files: writeFiles(ports, releases),
  }
}

/** Before anything is tagged: of several packages none goes ahead when one may not. */
function refuseAny(found: Pick<RefusedPlan, 'head' | 'planned' | 'warnings'>): void {
  for (const { plan } of found.planned) if (plan.refusal !== undefined) throw new RefusedPlan(plan.refusal, found)
}

function logPlan({ past: { series }, plan, former }: PlannedSeries, { ports: { log } }: RunContext): void {
  const name = series.name === '' ? '' : `${series.name}: `
  const commits = series.name === '' ? 'commits' : 'its commits'
  log.info(
    `${name}base: ${plan.base?.name ?? 'none, this is the first release'}; ${commits} since: ${plan.commits.length}`,
  )
  if (former.length > 0) log.info(`${name}its paths were at ${former.join(', ')} before: the commits there count too`)
  log.info(
    `${name}${plan.bump === 'none' ? 'nothing to release' : `${plan.bump}: ${plan.tag}`}, because ${plan.because}`,
  )
  for (const warning of plan.warnings) log.info(`${name}${warning}`)
}

async function releaseAll(
  context: RunContext,
  planned: readonly PlannedSeries[],
  known: NamesNow,
): Promise<readonly PackageRelease[]> {
  const releases: PackageRelease[] = []
  for (const each of planned) releases.push(await releaseSeries(context, each, known))
  return releases
}

async function previewAll(context: RunContext, planned: readonly PlannedSeries[]): Promise<readonly PackageRelease[]> {
  const notes = await writeNotes(context, planned)
  return planned.map(({ plan, past, isSuperseded }, index) => ({
    name: past.series.name,
    plan,
    notes: notes[index] ?? { markdown: '', left: 0 },
    rejected: past.rejected,
    outcome: isSuperseded ? 'superseded' : plan.bump === 'none' ? 'nothing' : 'preview',
    release: undefined,
    floating: [],
  }))
}

function writeFiles({ files }: Pick<SemverPorts, 'files'>, releases: readonly PackageRelease[]) {
  return {
    notes: files.write('notes.md', [Buffer.from(notesFile(releases))]),
    commits: files.write('commits.json', commitsFile(releases)),
  }
}
