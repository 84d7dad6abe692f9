import { rmSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { slowness } from '@slipway/local-cloud'
import { closing } from './closing.ts'
import { parseOptions, usage, type Options } from './options.ts'
import { endPrograms } from './programs.ts'
import { rehearse } from './rehearse.ts'
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

/** Every way out leads through here: nothing that was started survives the process. */
async function run(options: Options): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'rehearsal-'))
  const end = closing((problem) => console.error(problem))
  end.add(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }))
  end.add(endPrograms)
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const giveUp = (code: number, why: unknown): void => {
    // A package manager sends the same signal again, and what goes wrong now goes wrong because of the end.
    if (end.begun.aborted) return
    console.error(why)
    const exit = (): void => process.exit(code)
    setTimeout(exit, patienceMs)
    void end.run().finally(exit)
  }
  process.on('SIGINT', () => giveUp(130, '\ninterrupted, cleaning up'))
  process.on('SIGTERM', () => giveUp(143, 'terminated, cleaning up'))
  process.on('SIGHUP', () => giveUp(129, 'hung up, cleaning up'))
  process.on('uncaughtException', (error) => giveUp(1, error))
  try {
    return await play(options, folder, end)
  } finally {
    await end.run()
  }
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
  return report.ok ? 0 : 1
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
  process.exitCode = 1
}
