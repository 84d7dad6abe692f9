import { spawnSync } from 'node:child_process'
import { openSync } from 'node:fs'

const nowhere = openSync('/dev/null', 'w')

/** Runs git and gives what it wrote; throws when it fails. */
export function git(directory: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): string {
  const { status, stdout, stderr } = spawnSync('git', args, {
    cwd: directory,
    env,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  if (status !== 0) throw new Error(`git ${args.join(' ')} ended with exit code ${status}: ${stderr}`)
  return stdout.trim()
}

/** Milliseconds of git alone, its output thrown away unread: the least that reading a history this way can cost. */
export function timedGit(directory: string, args: readonly string[], env: NodeJS.ProcessEnv): number {
  const started = process.hrtime.bigint()
  const { status } = spawnSync('git', args, { cwd: directory, env, stdio: ['ignore', nowhere, 'inherit'] })
  const ms = Number(process.hrtime.bigint() - started) / 1e6
  if (status !== 0) throw new Error(`git ${args.join(' ')} ended with exit code ${status}`)
  return ms
}
