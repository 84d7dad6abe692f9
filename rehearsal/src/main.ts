import { rmSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { endAtOnce, exitCodeOf, onEndSignals, slowness, type EndSignal } from '@slipway/local-cloud'
import { closing } from './closing.ts'
import { parseOptions, usage, type Options } from './options.ts'
import { endPrograms, killPrograms } from './programs.ts'
import { MachineTooBusy, rehearse } from './rehearse.ts'
import { exitCodes } from './report/conclusion.ts'
import type { Report } from './report/model.ts'
import { outcomes } from './report/outcomes.ts'
import { picture } from './report/picture.ts'
import { tryPlaces } from './report/try-places.ts'
import { aboutHowLong, count, duration } from './report/words.ts'
import { writeReport } from './report/write-report.ts'
import { progress } from './terminal/progress.ts'
import { gaps, table } from './terminal/table.ts'

/** What cannot be ended in this time is left to the operating system, in milliseconds. */
const patienceMs = 120_000

const words: Readonly<Record<EndSignal, string>> = {
  SIGINT: '\ninterrupted, cleaning up',
  SIGTERM: 'terminated, cleaning up',
  SIGHUP: 'hung up, cleaning up',
}

/** Every way out leads through here: nothing that was started survives the process. */
async function run(options: Options): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'rehearsal-'))
  const end = closing((problem) => console.error(problem))
  end.add(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }))
  end.add(endPrograms)
  process.on('exit', () => {
    killPrograms()
    rmSync(folder, { recursive: true, force: true })
  })
  const giveUp = (code: number, why: unknown): void => {
    console.error(why)
    void end.run().finally(() => process.exit(code))
  }
  onEndSignals({
    first: (signal) => giveUp(exitCodeOf(signal), words[signal]),
    again(signal) {
      console.error('signalled once more, ending at once')
      endAtOnce(signal)
    },
  })
  // What goes wrong once the end has begun goes wrong because of it.
  process.on('uncaughtException', (error) => void (end.begun.aborted || giveUp(1, error)))
  end.begun.addEventListener('abort', leaveAtLast)
  try {
    return await play(options, folder, end)
  } finally {
    await end.run()
  }
}

/** Where something keeps this process from ending, it is named and left; nothing else is worth waiting for. */
function leaveAtLast(): void {
  const leave = (): void => {
    console.error(`cleaning up does not come to its end; still open: ${process.getActiveResourcesInfo().join(', ')}`)
    endAtOnce('SIGTERM')
  }
  setTimeout(leave, patienceMs).unref()
}

async function play(options: Options, folder: string, end: ReturnType<typeof closing>): Promise<number> {
  await tryPlaces(options)
  // Some terminals do not know how wide they are; a live list would be one letter wide there.
  const live = process.stdout.isTTY && process.stdout.columns > 40
  console.log(
    `${count(options.scenarios.length, 'scenario')}, ${aboutHowLong(options.scenarios.length, await slowness())}`,
  )
  const report = await rehearse(options, folder, progress(live, end.begun), end)
  // Before anything is written, which may fail.
  console.log(`\n${table(report, live)}\n`)
  for (const line of [...gaps(report), ...report.notes]) console.log(line)
  const took = `${count(report.scenarios.length, 'scenario')} in ${duration(report.durationMs)}`
  console.log(`${took}, ${report.ok ? 'all as expected' : 'not all as expected'}: ${outcomes(report.scenarios)}`)
  await write(options, report)
  return exitCodes[report.conclusion]
}

async function write({ report: folder, picture: file }: Options, report: Report): Promise<void> {
  try {
    await writeReport(folder, report)
    if (file !== '') await writeFile(file, picture(report))
  } catch (error) {
    throw new Error(`the report could not be written: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
  console.log(`the report: ${pathToFileURL(join(folder, 'index.html')).href}`)
}

try {
  const options = parseOptions(process.argv.slice(2))
  if (options === 'help') console.log(usage)
  else process.exitCode = await run(options)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = exitCodes[error instanceof MachineTooBusy ? 'inconclusive' : 'fail']
}
