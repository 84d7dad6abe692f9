import { releaseLine } from '@slipway/versioning'
import type { SemverInputs } from './inputs.ts'
import { lintCommits } from './lint-commits.ts'
import { openGround, type Ground } from './open-ground.ts'
import { planSeries, type Known, type PlannedSeries, type Setting } from './plan-series.ts'
import type { SemverPorts } from './ports.ts'
import { planPull } from './preview-pull.ts'
import { refuse } from './refuse.ts'
import { releaseSeries } from './release-series.ts'
import { commentMarker, commitsFile, notesFile, pullComment } from './report.ts'
import type { PackageRelease, PullPreview, SemverResult } from './result.ts'
import { seriesOf, type Series } from './series.ts'
import { notesOf } from './write-notes.ts'

/** Plans the version of every series and, where it may, tags and releases it. */
export async function run(inputs: SemverInputs, ports: SemverPorts): Promise<SemverResult> {
  const series = seriesOf(inputs)
  const line = releaseLine(inputs.branch, inputs.channels, inputs.maintenance)
  const claims = inputs.mode !== 'preview' || inputs.version !== undefined
  const ground = await openGround({ inputs, series, line, claims }, ports)
  try {
    return await runOn(ground, series, { inputs, ports, line, claims, history: ground.history, head: ground.head })
  } finally {
    await ground.dispose()
  }
}

async function runOn(ground: Ground, series: readonly Series[], setting: Setting): Promise<SemverResult> {
  const { inputs, ports } = setting
  const known: Known = { tags: ground.tags, burned: new Set() }
  const planned = await planSeries(setting, series, known)
  for (const each of planned) logPlan(each, setting)
  if (inputs.pull === undefined) refuseAny(planned)
  const lint = await lintCommits(
    setting,
    planned.map(({ footing }) => footing),
  )
  const pull = await pullOf(setting, planned, known)
  // What the lint finds fault with is not released; the report says so and fails the step.
  const writes = inputs.mode !== 'preview' && (lint ?? []).length === 0
  const releases: PackageRelease[] = []
  for (const each of planned) {
    releases.push(writes ? await releaseSeries(setting, each, known) : await preview(setting, each, pull))
  }
  const found = { releases, lint, warnings: ground.warnings }
  return {
    ...found,
    head: ground.head,
    source: ground.source,
    pull: pull && { ...pull, comment: await comment(setting, { ...found, pull }) },
    files: await writeFiles(ports, releases),
  }
}

/** Before anything is tagged: of several packages none goes ahead when one may not. */
function refuseAny(planned: readonly PlannedSeries[]): void {
  for (const { plan } of planned) if (plan.refusal !== undefined) throw refuse(plan.refusal)
}

function logPlan({ footing: { series }, plan }: PlannedSeries, { ports: { log } }: Setting): void {
  const name = series.name === '' ? '' : `${series.name}: `
  log.info(
    `${name}base: ${plan.base?.name ?? 'none, this is the first release'}; commits since: ${plan.commits.length}`,
  )
  log.info(
    `${name}${plan.bump === 'none' ? 'nothing to release' : `${plan.bump}: ${plan.tag}`}, because ${plan.because}`,
  )
}

async function pullOf(
  setting: Setting,
  [first, ...others]: readonly PlannedSeries[],
  known: Known,
): Promise<Omit<PullPreview, 'comment'> | undefined> {
  const { pull, packages } = setting.inputs
  if (pull === undefined || first === undefined) return undefined
  // What a package of several gets by a squash is what it gets by a merge, but for the words of the title.
  const isWhole = packages.length === 0 && others.length === 0
  const plans = isWhole ? await planPull(setting, pull, first.footing, known) : { squash: undefined, merge: undefined }
  return { number: pull.number, ...plans }
}

/** On a pull request the plan is that of the way it will be merged. */
async function preview(
  setting: Setting,
  planned: PlannedSeries,
  pull: Omit<PullPreview, 'comment'> | undefined,
): Promise<PackageRelease> {
  const plan = pull?.merge ?? pull?.squash ?? planned.plan
  return {
    name: planned.footing.series.name,
    plan,
    notes: await notesOf(setting, { ...planned, plan }),
    rejected: planned.footing.rejected,
    outcome: planned.isSuperseded ? 'superseded' : plan.bump === 'none' ? 'nothing' : 'preview',
    release: undefined,
    floating: [],
  }
}

async function comment(
  { inputs, ports: { github, log } }: Setting,
  found: Parameters<typeof pullComment>[0],
): Promise<PullPreview['comment']> {
  if (!inputs.comment || inputs.pull === undefined || github === undefined) return 'off'
  const state = await github.pulls.comment(inputs.pull.number, commentMarker, pullComment(found))
  if (state === 'forbidden')
    log.info('the token may not comment here: the summary has what the comment would have said')
  return state
}

async function writeFiles({ files }: Pick<SemverPorts, 'files'>, releases: readonly PackageRelease[]) {
  return {
    notes: await files.write('notes.md', [notesFile(releases)]),
    commits: await files.write('commits.json', commitsFile(releases)),
  }
}
