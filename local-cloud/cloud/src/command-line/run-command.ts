import { spawn } from 'node:child_process'
import { endSignals, exitCodeOf, onEndSignals } from './end-signals.ts'

/**
 * Runs a command on this terminal; resolves with the exit code a shell would show for it: its own,
 * 128 + N when a signal ended it, 127 when it could not be started. While it runs signals are the command's;
 * a second one kills it.
 */
export function runCommand(command: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const [program = '', ...args] = command
  return new Promise((resolve) => {
    const child = spawn(program, args, { env, stdio: 'inherit' })
    // Ctrl-C at a terminal reaches the command by itself; passed on, it would mean more than the user said.
    const passedOn = endSignals.filter((signal) => signal !== 'SIGINT' || !process.stdin.isTTY)
    const ignore = onEndSignals(
      { first: (signal) => void child.kill(signal), again: () => void child.kill('SIGKILL') },
      passedOn,
    )
    const done = (code: number): void => {
      ignore()
      resolve(code)
    }
    child.once('error', (error) => {
      process.stderr.write(`local-cloud: ${program}: ${error.message}\n`)
      done(127)
    })
    child.once('exit', (code, signal) => done(code ?? exitCodeOf(signal ?? 'SIGKILL')))
  })
}
