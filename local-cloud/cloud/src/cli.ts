import { startLocalCloud, type LocalCloud } from './cloud.ts'
import { readArguments, usage, type Arguments } from './command-line/arguments.ts'
import { detach } from './command-line/detach.ts'
import { endAtOnce, exitCodeOf, onEndSignals } from './command-line/end-signals.ts'
import { commandEnvironment, shellLines } from './command-line/shell-environment.ts'
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
  try {
    return given.detach ? await serveDetached(given) : await run(given)
  } catch (error) {
    process.stderr.write(`local-cloud: cannot start: ${(error as Error).message}\n`)
    return 1
  }
}

async function serveDetached({ options }: Arguments): Promise<number> {
  const { env, pid } = await detach(options)
  process.stdout.write(shellLines(env, pid, process.env))
  return 0
}

async function run({ options, command }: Arguments): Promise<number> {
  let isRunning = false
  const interrupted = new AbortController()
  // From the very start: a cloud that is just coming up is taken down as well.
  onEndSignals({
    first: () => interrupted.abort(),
    // While a command runs signals are its own.
    again: (signal) => void (isRunning || endAtOnce(signal)),
  })
  const cloud = await startLocalCloud(options)
  try {
    if (command.length === 0) return await serve(cloud, interrupted.signal)
    if (interrupted.signal.aborted) return exitCodeOf('SIGINT')
    isRunning = true
    return await runCommand(command, commandEnvironment(cloud.env, process.env))
  } finally {
    isRunning = false
    await cloud.stop()
  }
}

async function serve(cloud: LocalCloud, interrupted: AbortSignal): Promise<number> {
  if (interrupted.aborted) return 0
  process.stdout.write(shellLines(cloud.env, process.pid, process.env))
  process.stderr.write(`local-cloud: serves at ${cloud.url} until it is interrupted; --detach gives the shell back\n`)
  await new Promise((resolve) => interrupted.addEventListener('abort', resolve))
  return 0
}
