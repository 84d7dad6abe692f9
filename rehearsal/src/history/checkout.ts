import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { git } from './git.ts'

/** The branch that is released from. */
export const branch = 'main'

export interface Checkout {
  /** A folder of the rehearsal's own; what was given is only read. */
  readonly folder: string
  /** Where the history comes from, in words for the report. */
  readonly origin: string
}

/** Clones the history of `given` into `folder`; without a usable one it makes one and says why. */
export async function checkOut(given: string, folder: string): Promise<Checkout> {
  const unusable = await whyUnusable(given)
  if (unusable === undefined) {
    await git('.', 'clone', '--quiet', '--no-local', '--no-checkout', given, folder)
    await git(folder, 'checkout', '--quiet', '-B', branch)
    return { folder, origin: `the history of ${given}` }
  }
  await makeHistory(folder)
  return { folder, origin: `a made history, because ${unusable}` }
}

async function whyUnusable(given: string): Promise<string | undefined> {
  const ask = async (...args: readonly string[]): Promise<string | undefined> =>
    git(given, ...args).catch(() => undefined)
  const shallow = await ask('rev-parse', '--is-shallow-repository')
  if (shallow === undefined) return `${given} is no git repository`
  if (shallow === 'true') return `${given} is a shallow clone, which hides the tags that versions start from`
  if ((await ask('rev-parse', '--verify', 'HEAD^{commit}')) === undefined) return `${given} has no commits`
  return undefined
}

async function makeHistory(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await git(folder, 'init', '--quiet', `--initial-branch=${branch}`)
  await commit(folder, 'chore: begin', 'The first page.')
  await commit(folder, 'feat: answer with a version', 'It says what it is.')
  await git(folder, 'tag', 'v0.1.0')
  await commit(folder, 'fix: close connections when draining', 'Nothing in flight is lost.')
}

/** Adds one commit with `message` and returns its id. */
export async function commit(folder: string, message: string, text: string): Promise<string> {
  await writeFile(join(folder, 'REHEARSAL.md'), `${text}\n`)
  await git(folder, 'add', 'REHEARSAL.md')
  await git(folder, 'commit', '--quiet', '--message', message)
  return git(folder, 'rev-parse', 'HEAD')
}
