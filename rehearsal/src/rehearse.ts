import type { Violation } from '@slipway/local-cloud'
import { rebuild, staleBundles } from './bundles.ts'
import type { Closing } from './closing.ts'
import { whatHappened } from './evidence/happening.ts'
import { tooBusy } from './evidence/outcome.ts'
import { git } from './history/git.ts'
import { startLoad, type Load } from './load/load.ts'
import type { Options } from './options.ts'
import { rate } from './pace.ts'
import { prepare } from './prepare.ts'
import type { Report } from './report/model.ts'
import { reportOf } from './report/report-of.ts'
import { asExpected, type Played } from './report/scenario-report.ts'
import { duration } from './report/words.ts'
import { firstRelease } from './scenario/first-release.ts'
import { perform } from './scenario/perform.ts'
import { productionUrl, type Environment } from './environment.ts'
import type { Ended, Progress } from './terminal/progress.ts'

/** Plays the scenarios asked for and reports how each ended. Everything it starts is registered with `closing`. */
export async function rehearse(
  options: Options,
  folder: string,
  progress: Progress,
  closing: Closing,
): Promise<Report> {
  const startedAt = Date.now()
  if (options.rebuild) await progress.phase('Bundle the actions', rebuild)
  const stale = await staleBundles()
  const { environment, origin } = await progress.phase('Prepare the local cloud', async () =>
    prepare(options, folder, closing),
  )
  closing.add(() => environment.running.forEach((action) => action.kill()))
  const commit = await git(environment.checkout, 'rev-parse', 'HEAD')
  const { version } = await progress.phase(
    'First release',
    async (say) => orTooBusy(environment, () => firstRelease(environment, say)),
    ({ version }) => ({ text: `: ${version}`, ok: true }),
  )
  const load = await closing.hold(startLoad(productionUrl(environment, '/'), rate), (started) => started.stop())
  const loadedAt = load.samples[0]?.at ?? Date.now()
  const { played, trouble, tooBusy: endedByMachine } = await playAll(options, environment, load, progress)
  await load.stop()
  const [endedAt, samples, { builds, pace }] = [Date.now(), load.samples, environment]
  const notes = [...about(origin), ...old(stale)]
  const wanted = options.scenarios.length
  const strange = strangeCalls(environment.cloud.violations)
  const times = { startedAt, endedAt, loadedAt }
  return reportOf({
    ...times,
    speed: pace.speed,
    version,
    commit,
    played,
    wanted,
    samples,
    builds,
    notes,
    trouble: [...trouble, ...strange],
    tooBusy: endedByMachine,
  })
}

function ending(played: Played): Ended {
  const { said, evidence } = played
  const text = `: ${said.reason}, ${whatHappened(evidence)}, ${duration(evidence.to - evidence.from)}`
  return { text, ok: asExpected(played) }
}

interface Outcome {
  readonly played: readonly Played[]
  /** What ended the rehearsal early, in a sentence. */
  readonly trouble: readonly string[]
  /** The same, where it was the machine. */
  readonly tooBusy: string
}

async function playAll(
  { scenarios }: Options,
  environment: Environment,
  load: Load,
  progress: Progress,
): Promise<Outcome> {
  const played: Played[] = []
  for (const [index, scenario] of scenarios.entries()) {
    const title = `${index + 1} of ${scenarios.length}: ${scenario.title}`
    try {
      const work = async (say: (line: string) => void): Promise<Played> =>
        orTooBusy(environment, () => perform(scenario, environment, load, say))
      played.push(await progress.phase(title, work, ending))
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      const sentence = `The rehearsal ended early, at "${scenario.title}": ${why}`
      const isBusy = error instanceof MachineTooBusy
      return { played, trouble: isBusy ? [] : [sentence], tooBusy: isBusy ? sentence : '' }
    }
  }
  return { played, trouble: [], tooBusy: '' }
}

/** What could not be done, because the machine was too busy. */
export class MachineTooBusy extends Error {
  override readonly name = 'MachineTooBusy'
}

async function orTooBusy<T>({ cloud }: Environment, work: () => Promise<T>): Promise<T> {
  const from = Date.now()
  try {
    return await work()
  } catch (error) {
    const busy = tooBusy(cloud.lateness.between(from, Date.now()))
    if (busy === undefined) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw new MachineTooBusy(`${busy}\nWhat failed: ${why}`, { cause: error })
  }
}

function about(origin: string): readonly string[] {
  return [
    `Rehearsed on a clone of ${origin}.`,
    'The image of the service is put together without its base image; the local cloud lends it the node of this machine.',
  ]
}

/** Every call that crossed the cloud was held against the SDK's model; what does not fit is a fault of the cloud or of an action. */
export function strangeCalls(violations: readonly Violation[]): readonly string[] {
  const lines = violations.map(
    ({ service, operation, where, problem }) =>
      `The ${where} of ${service} ${operation} is not as AWS has it: ${problem}.`,
  )
  return [...new Set(lines)]
}

function old(actions: readonly string[]): readonly string[] {
  if (actions.length === 0) return []
  return [`The bundles of ${actions.join(', ')} are older than their source; --rebuild brings them up to date.`]
}
