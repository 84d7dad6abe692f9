import { once } from 'node:events'
import { startLocalCloud, type LocalCloud } from './cloud.ts'
import { readArguments, usage, type Arguments } from './command-line/arguments.ts'
import { exportLines } from './command-line/export-lines.ts'
import { runCommand } from './command-line/run-command.ts'

process.exitCode = await main(process.argv.slice(2))

async function main(argv: readonly string[]): Promise<number> {
  let given: Arguments
  try {
    given = readArguments(argv)
  } catch (error) {
    process.stderr.write(`local-cloud: ${(error as Error).message}\n\n${usage}`)
    return 2
  }
  if (given.help) {
    process.stdout.write(usage)
    return 0
  }
  const interrupted = interruption()
  let cloud: LocalCloud
  try {
    cloud = await startLocalCloud(given.options)
  } catch (error) {
    process.stderr.write(`local-cloud: cannot start: ${(error as Error).message}\n`)
    return 1
  }
  try {
    if (given.command.length === 0) return await serve(cloud, interrupted)
    return interrupted.aborted ? 130 : await runCommand(given.command, environment(cloud))
  } finally {
    await cloud.stop()
  }
}

/** Aborted by the first signal, from the very start: a cloud that is just coming up is taken down as well. */
function interruption(): AbortSignal {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => controller.abort())
  return controller.signal
}

async function serve(cloud: LocalCloud, interrupted: AbortSignal): Promise<number> {
  if (interrupted.aborted) return 0
  process.stdout.write(exportLines(cloud.env))
  await once(interrupted, 'abort')
  return 0
}

function environment(cloud: LocalCloud): NodeJS.ProcessEnv {
  return { ...process.env, ...cloud.env }
}
