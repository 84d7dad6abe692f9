import { Failure } from '@slipway/outcome'
import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process'
import { tmpdir } from 'node:os'
import type { Readable } from 'node:stream'
import type { GitErrorCode } from './error.ts'
import { growing, openNameless } from './nameless-file.ts'

export interface RunOptions {
  /** Exit codes that are an answer; any other but 0 is a failure. */
  readonly expected?: readonly number[]
  /** What git reads, one line each. */
  readonly input?: readonly string[]
}

export interface Ran {
  readonly code: number
  readonly stdout: string
  /** What it said beside its answer, without secrets. */
  readonly complaint: string
}

export interface GitProcess {
  /** Runs git to its end. */
  run(args: readonly string[], options?: RunOptions): Promise<Ran>
  /**
   * The same for an output of more than a few KB that nobody reads before git has ended: a pipe holds no more, and costs
   * more than the file that is used here.
   */
  runAside(args: readonly string[], options?: Pick<RunOptions, 'expected'>): Promise<Buffer>
  /** Standard output as it comes; a failure is thrown where the output ends. Leaving early ends git. */
  stream(args: readonly string[], input?: readonly string[]): AsyncIterable<Buffer>
  /** Whether git is of this version or later; asked once. */
  knows(major: number, minor: number): Promise<boolean>
}

export interface GitProcessOptions {
  readonly directory: string
  readonly env: NodeJS.ProcessEnv
  readonly signal?: AbortSignal
  /** Takes out of git's words what nobody may see. */
  readonly scrub?: (words: string) => string
}

/** The `git` of the PATH, run in one folder. */
export function gitProcess(options: GitProcessOptions): GitProcess {
  let version: Promise<readonly number[]> | undefined
  const run: GitProcess['run'] = async (args, { expected = [], input = [] } = {}) => {
    const started = start(args, input, options)
    let stdout = ''
    started.stdout.setEncoding('utf8').on('data', (piece: string) => (stdout += piece))
    const code = await started.ended
    if (code !== 0 && !expected.includes(code)) throw failed(args, code, started.complaint())
    return { code, stdout, complaint: started.complaint() }
  }
  return {
    run,
    async runAside(args, { expected = [] } = {}) {
      const { output, ended, complaint, end } = startAside(args, [], options)
      try {
        const code = await ended
        if (code !== 0 && !expected.includes(code)) throw failed(args, code, complaint())
        return output.whole()
      } finally {
        end()
      }
    },
    async *stream(args, input = []) {
      const { output, ended, complaint, end } = startAside(args, input, options)
      try {
        yield* growing(output, ended)
        const code = await ended
        if (code !== 0) throw failed(args, code, complaint())
      } finally {
        end()
      }
    },
    async knows(major, minor) {
      version ??= run(['version']).then(({ stdout }) =>
        (/\d{1,9}\.\d{1,9}/.exec(stdout)?.[0] ?? '').split('.').map(Number),
      )
      const [ownMajor = 0, ownMinor = 0] = await version
      return ownMajor > major || (ownMajor === major && ownMinor >= minor)
    },
  }
}

/** With pipes, for what is short. */
function start(args: readonly string[], input: readonly string[], options: GitProcessOptions) {
  const child = launch(args, ['pipe', 'pipe'], input, options) as ChildProcess & {
    readonly stdout: Readable
    readonly stderr: Readable
  }
  let words = ''
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (words += piece))
  return { stdout: child.stdout, complaint: () => scrubbed(words, options), ended: endOf(child) }
}

/** With files: a pipe holds little, and to be woken for each few KB costs either side more than the rest of its work. */
function startAside(args: readonly string[], input: readonly string[], options: GitProcessOptions) {
  const folder = options.env['RUNNER_TEMP'] || tmpdir()
  const [output, complaint] = [openNameless(folder), openNameless(folder)]
  const child = launch(args, [output.descriptor, complaint.descriptor], input, options)
  const ended = endOf(child)
  // The caller may leave before it asks; the failure is then of no interest.
  ended.catch(() => undefined)
  return {
    output,
    ended,
    complaint: () => scrubbed(complaint.whole().toString(), options),
    end: (): void => {
      child.kill()
      output.close()
      complaint.close()
    },
  }
}

type Outlet = 'pipe' | number

function launch(
  args: readonly string[],
  outlets: readonly [output: Outlet, complaint: Outlet],
  input: readonly string[],
  { directory, env, signal }: GitProcessOptions,
): ChildProcess {
  const stdio: StdioOptions = [input.length === 0 ? 'ignore' : 'pipe', ...outlets]
  const child = spawn('git', args, { cwd: directory, env, stdio, ...(signal && { signal }) })
  // git may end without reading all of it.
  child.stdin?.on('error', () => undefined).end(input.map((line) => `${line}\n`).join(''))
  return child
}

const scrubbed = (words: string, { scrub = (text) => text }: GitProcessOptions): string => scrub(words)

/** The exit code, -1 after a signal. */
function endOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on('close', (code) => resolve(code ?? -1)).on('error', (error) => reject(notStarted(error)))
  })
}

function notStarted(error: Error): Error {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return error
  return new Failure<GitErrorCode>('GIT_NOT_FOUND', 'no git on the PATH', {
    remedy: 'install git on the runner, or in the container of the job',
    cause: error,
  })
}

function failed(args: readonly string[], code: number, complaint: string): Failure<GitErrorCode> {
  const words = complaint.replaceAll(/^hint:.*\n?/gm, '').trim()
  return new Failure('GIT_FAILED', `git ${subcommand(args)} ended with exit code ${code}`, {
    cause: new Error(words.slice(-2000) || 'git said nothing'),
  })
}

/** What follows the settings, `-c name=value`. */
function subcommand([first = '', , ...rest]: readonly string[]): string {
  return first === '-c' ? subcommand(rest) : first
}
