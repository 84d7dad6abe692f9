import { lstatSync, realpathSync, statSync } from 'node:fs'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import type { InputErrorCode } from '@slipway/action-io'
import { Failure } from '@slipway/outcome'

/** What a run wants of nearly every checkout. Ranges are hardly ever longer than this many commits. */
export const askedAtOnce = { listTags: true, recent: 200 } as const

/** The folder of the checkout that the input names, empty for the workspace itself. */
export function workingDirectory(env: NodeJS.ProcessEnv): string {
  return env['INPUT_WORKING-DIRECTORY']?.trim() ?? ''
}

/** The folder of the checkout, which lies in the workspace; a failure says what is wrong with the one that is named. */
export function checkoutDirectory(env: NodeJS.ProcessEnv): string {
  const workspace = env['GITHUB_WORKSPACE'] || process.cwd()
  const given = workingDirectory(env)
  if (given === '') return workspace
  const directory = resolve(workspace, given)
  const realWorkspace = realOf(workspace)
  // A whole path may name the workspace with its symbolic links or without them.
  if (![workspace, realWorkspace].some((each) => isWithin(each, directory))) {
    throw refused(given, `is outside of the workspace, ${workspace}`)
  }
  const real = follow(directory, given)
  if (!isWithin(realWorkspace, real)) {
    throw refused(given, `leads to ${real}, by a symbolic link, outside of the workspace, ${workspace}`)
  }
  if (!statSync(real).isDirectory()) throw refused(given, 'is a file, not a folder')
  return directory
}

/** Without symbolic links; as it was given where it cannot be followed. */
function realOf(folder: string): string {
  try {
    return realpathSync(folder)
  } catch {
    return folder
  }
}

function isWithin(workspace: string, directory: string): boolean {
  const below = relative(workspace, directory)
  return below !== '..' && !below.startsWith(`..${sep}`) && !isAbsolute(below)
}

/** The folder without symbolic links. */
function follow(directory: string, given: string): string {
  try {
    return realpathSync(directory)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOTDIR') throw refused(given, 'goes through a file', error)
    if (code !== 'ENOENT') throw refused(given, `cannot be followed (${code})`, error)
    const isLink = lstatSync(directory, { throwIfNoEntry: false })?.isSymbolicLink() === true
    throw refused(given, isLink ? 'is a symbolic link that leads nowhere' : 'is not in the workspace', error)
  }
}

function refused(given: string, problem: string, cause?: unknown): Failure<InputErrorCode> {
  return new Failure('INPUT_INVALID', `input working-directory is "${given}", which ${problem}`, {
    remedy:
      'set working-directory to the path that actions/checkout was given before this step, relative to the workspace',
    ...(cause === undefined ? {} : { cause }),
  })
}
