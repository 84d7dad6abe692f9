import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

/** git ended with another code than 0. */
export class GitError extends Error {
  override readonly name = 'GitError'
  readonly exitCode: number | null
  readonly stderr: string

  constructor(args: readonly string[], exitCode: number | null, stderr: string) {
    super(`git ${args[0]} ended with ${exitCode}: ${stderr.trim()}`)
    this.exitCode = exitCode
    this.stderr = stderr
  }
}

/** Nothing of this machine's own git configuration, language or prompts. */
export function gitEnvironment(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    LC_ALL: 'C.UTF-8',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    // What is kept may belong to another user, as in a container job.
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'safe.directory',
    GIT_CONFIG_VALUE_0: '*',
    ...more,
  }
}

/** What git printed; throws GitError. `directory` is the repository it works in; `signal` ends what may never end. */
export async function git(
  directory: string,
  args: readonly string[],
  input = '',
  more: Readonly<Record<string, string>> = {},
  signal?: AbortSignal,
): Promise<string> {
  const child = spawn('git', args, {
    cwd: directory,
    env: gitEnvironment(more),
    stdio: 'pipe',
    ...(signal !== undefined && { signal }),
  })
  // git may end without reading all of it.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ])
  if (code !== 0) throw new GitError(args, code, stderr)
  return stdout
}

/** As `git`, but undefined where git says no by exit code 1 or 128. */
export async function tryGit(directory: string, args: readonly string[], input = ''): Promise<string | undefined> {
  try {
    return await git(directory, args, input)
  } catch (error) {
    if (error instanceof GitError) return undefined
    throw error
  }
}
