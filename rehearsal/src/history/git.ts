import { devNull } from 'node:os'
import { runProgram } from '../programs.ts'

const who = { NAME: 'Slipway rehearsal', EMAIL: 'rehearsal@slipway.invalid' }

/** Nobody's own settings, hooks, signing keys or prompts take part. */
const env = {
  PATH: process.env['PATH'],
  GIT_CONFIG_GLOBAL: devNull,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_COUNT: '2',
  GIT_CONFIG_KEY_0: 'core.hooksPath',
  GIT_CONFIG_VALUE_0: devNull,
  GIT_CONFIG_KEY_1: 'gc.auto',
  GIT_CONFIG_VALUE_1: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_AUTHOR_NAME: who.NAME,
  GIT_AUTHOR_EMAIL: who.EMAIL,
  GIT_COMMITTER_NAME: who.NAME,
  GIT_COMMITTER_EMAIL: who.EMAIL,
}

/** Runs git in `folder` and returns what it wrote, trimmed; rejects with git's own words. */
export async function git(folder: string, ...args: readonly string[]): Promise<string> {
  return runGit(folder, args, env)
}

/** The same, with something for git to read. */
export async function gitReading(input: string, folder: string, ...args: readonly string[]): Promise<string> {
  return runGit(folder, args, env, input)
}

/** Reads a repository that somebody else may own. */
export type ReadingGit = (folder: string, ...args: readonly string[]) => Promise<string>

/** What leads git to another repository, where this runs inside a hook: `git rev-parse --local-env-vars`. */
const leading =
  /^GIT_(DIR|WORK_TREE|COMMON_DIR|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|NAMESPACE|PREFIX|SHALLOW_FILE|CONFIG.*)$/

/** As `user`, with a file of settings instead of the user's own; no hook or prompt takes part either. */
export function readingGit(config: string, user: NodeJS.ProcessEnv): ReadingGit {
  const kept = Object.fromEntries(Object.entries(user).filter(([name]) => !leading.test(name)))
  const reading = { ...kept, GIT_CONFIG_GLOBAL: config, GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' }
  return async (folder, ...args) => runGit(folder, args, reading)
}

/** The same with a token for the remote, which is in no argument, file or message. */
export async function gitWith(token: string, folder: string, ...args: readonly string[]): Promise<string> {
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64')
  return runGit(folder, args, {
    ...env,
    GIT_CONFIG_COUNT: '3',
    GIT_CONFIG_KEY_2: 'http.extraHeader',
    GIT_CONFIG_VALUE_2: `Authorization: Basic ${basic}`,
  })
}

async function runGit(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv, input?: string): Promise<string> {
  try {
    return (await runProgram('git', args, { cwd, env, ...(input !== undefined && { input }) })).trim()
  } catch (error) {
    throw new Error(`git ${args[0]} in ${cwd}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
}
