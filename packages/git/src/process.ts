import { Failure } from '@slipway/outcome'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import type { GitErrorCode } from './error.ts'

export interface GitProcess {
  /** Runs git to its end; any exit code but 0 is a failure, unless it is among `expected`. */
  run(
    args: readonly string[],
    expected?: readonly number[],
  ): Promise<{ readonly code: number; readonly stdout: string }>
  /** Standard output as it comes; a failure is thrown where the output ends. Leaving early ends git. */
  stream(args: readonly string[]): AsyncIterable<Buffer>
}

export interface GitProcessOptions {
  readonly directory: string
  readonly env: NodeJS.ProcessEnv
  readonly signal?: AbortSignal
}

/** The `git` of the PATH, run in one folder. */
export function gitProcess(options: GitProcessOptions): GitProcess {
  return {
    async run(args, expected = []) {
      const started = start(args, options)
      const [stdout, code] = await Promise.all([text(started.stdout), started.ended])
      if (code !== 0 && !expected.includes(code)) throw failed(args, code, await started.complaint)
      return { code, stdout }
    },
    async *stream(args) {
      const started = start(args, options)
      try {
        yield* started.stdout
        const code = await started.ended
        if (code !== 0) throw failed(args, code, await started.complaint)
      } finally {
        started.stop()
      }
    },
  }
}

function start(args: readonly string[], { directory, env, signal }: GitProcessOptions) {
  const child = spawn('git', args, {
    cwd: directory,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(signal === undefined ? {} : { signal }),
  })
  const ended = once(child, 'close').then(([code]) => Number(code ?? -1), notStarted)
  // The caller may leave before it asks; the failure is then of no interest.
  ended.catch(() => undefined)
  return { stdout: child.stdout, complaint: text(child.stderr).catch(() => ''), ended, stop: () => void child.kill() }
}

function notStarted(error: unknown): never {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  throw new Failure<GitErrorCode>('GIT_NOT_FOUND', 'no git on the PATH', {
    remedy: 'install git on the runner, or in the container of the job',
    cause: error,
  })
}

function failed(args: readonly string[], code: number, complaint: string): Failure<GitErrorCode> {
  return new Failure('GIT_FAILED', `git ${args[0] ?? ''} ended with exit code ${code}`, {
    cause: new Error(complaint.trim().slice(-2000) || 'git said nothing'),
  })
}
