import { devNull } from 'node:os'
import { runProgram } from '../programs.ts'

const who = { NAME: 'Slipway rehearsal', EMAIL: 'rehearsal@slipway.invalid' }

/** Nobody's own settings, hooks, signing keys or prompts take part. */
const env = {
  PATH: process.env['PATH'],
  GIT_CONFIG_GLOBAL: devNull,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_COUNT: '3',
  GIT_CONFIG_KEY_0: 'safe.directory',
  GIT_CONFIG_VALUE_0: '*',
  GIT_CONFIG_KEY_1: 'core.hooksPath',
  GIT_CONFIG_VALUE_1: devNull,
  GIT_CONFIG_KEY_2: 'gc.auto',
  GIT_CONFIG_VALUE_2: '0',
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

/** The same with a token for the remote, which is in no argument, file or message. */
export async function gitWith(token: string, folder: string, ...args: readonly string[]): Promise<string> {
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64')
  return runGit(folder, args, {
    ...env,
    GIT_CONFIG_COUNT: '4',
    GIT_CONFIG_KEY_3: 'http.extraHeader',
    GIT_CONFIG_VALUE_3: `Authorization: Basic ${basic}`,
  })
}

async function runGit(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  try {
    return (await runProgram('git', args, { cwd, env })).trim()
  } catch (error) {
    throw new Error(`git ${args[0]} in ${cwd}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
}
