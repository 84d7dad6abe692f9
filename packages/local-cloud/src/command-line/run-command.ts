import { spawn } from 'node:child_process'
import { constants } from 'node:os'

const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Runs a command on this terminal; resolves with the exit code a shell would show for it: its own,
 * 128 + N when a signal ended it, 127 when it could not be started.
 */
export function runCommand(command: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const [program = '', ...args] = command
  return new Promise((resolve) => {
    const child = spawn(program, args, { env, stdio: 'inherit' })
    const pass = (signal: NodeJS.Signals): void => {
      // Ctrl-C at a terminal reaches the command by itself; a second one means more than the user said.
      if (signal === 'SIGINT' && process.stdin.isTTY) return
      child.kill(signal)
    }
    const done = (code: number): void => {
      for (const signal of passedOn) process.off(signal, pass)
      resolve(code)
    }
    for (const signal of passedOn) process.on(signal, pass)
    child.once('error', (error) => {
      process.stderr.write(`local-cloud: ${program}: ${error.message}\n`)
      done(127)
    })
    child.once('exit', (code, signal) => done(code ?? 128 + constants.signals[signal ?? 'SIGKILL']))
  })
}
