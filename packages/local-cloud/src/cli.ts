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
  const cloud = await startLocalCloud(given.options)
  try {
    return given.command.length === 0 ? await serve(cloud) : await runCommand(given.command, environment(cloud))
  } finally {
    await cloud.stop()
  }
}

async function serve(cloud: LocalCloud): Promise<number> {
  const interrupted = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
  process.stdout.write(exportLines(cloud.env))
  await interrupted
  return 0
}

function environment(cloud: LocalCloud): NodeJS.ProcessEnv {
  return { ...process.env, ...cloud.env }
}
