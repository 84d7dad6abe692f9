import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { lookAt, type Given, type UsableHistory } from './given.ts'
import { git, gitReading, readingGit, type ReadingGit } from './git.ts'
import { writeTrustingConfig } from './trusting-config.ts'

/** The branch that is released from. */
export const branch = 'main'

export interface Checkout {
  /** A folder of the rehearsal's own; what was given is only read. It has the history, and no files but our own. */
  readonly folder: string
  /** What the repository is called; empty for a made one. */
  readonly name: string
  /** Where the history comes from, in words for the report. */
  readonly origin: string
}

/** `named`: somebody asked for just this history, so no other takes its place. */
export interface CheckoutOptions {
  readonly named?: boolean
}

/**
 * Clones the history of `given` into `folder`. Where it is of no use, throws an Error for the user if it was named;
 * otherwise makes one and says why.
 */
export async function checkOut(
  given: string,
  folder: string,
  { named = false }: CheckoutOptions = {},
): Promise<Checkout> {
  const config = `${folder}.gitconfig`
  await writeTrustingConfig(config, process.env)
  const reading = readingGit(config, process.env)
  const found = await lookAt(given, reading)
  if (found.kind === 'usable') return cloneOf(given, folder, found, reading)
  if (named) throw unusable(found)
  await makeHistory(folder)
  return { folder, name: '', origin: `a made history, because ${found.why}` }
}

function unusable({ why, remedy }: Extract<Given, { kind: 'unusable' }>): Error {
  return new Error(`--repo: ${why}; ${remedy}`)
}

async function cloneOf(
  given: string,
  folder: string,
  { gitDir, name, partial }: UsableHistory,
  reading: ReadingGit,
): Promise<Checkout> {
  // Through upload-pack, which takes links and alternates into account, but does not serve what a partial clone lacks.
  const how = partial ? [] : ['--no-local']
  // A remote name of ours, as the user's own settings may say something of `origin`.
  const options = ['--quiet', '--no-checkout', '--template=', '--origin', 'given', ...how]
  await reading('.', 'clone', ...options, '--', gitDir, folder)
  await git(folder, 'remote', 'remove', 'given')
  await toBranch(folder)
  return { folder, name, origin: `the history of ${given}` }
}

/** Leaves the branch it is on, whose name may be in the way of ours: `main/next`. */
async function toBranch(folder: string): Promise<void> {
  const head = await git(folder, 'rev-parse', 'HEAD')
  const left = await git(folder, 'symbolic-ref', '--quiet', 'HEAD').catch(() => undefined)
  await git(folder, 'update-ref', '--no-deref', 'HEAD', head)
  if (left !== undefined) await git(folder, 'update-ref', '-d', left)
  await git(folder, 'update-ref', `refs/heads/${branch}`, head)
  await git(folder, 'symbolic-ref', 'HEAD', `refs/heads/${branch}`)
}

async function makeHistory(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await git(folder, 'init', '--quiet', `--initial-branch=${branch}`)
  await commit(folder, 'chore: begin', 'The first page.')
  await commit(folder, 'feat: answer with a version', 'It says what it is.')
  await git(folder, 'tag', 'v0.1.0')
  await commit(folder, 'fix: close connections when draining', 'Nothing in flight is lost.')
}

const page = 'REHEARSAL.md'

/**
 * Adds one commit with `message` that changes our page, and returns its id. No file of the repository is read, so none
 * has to be there, and nothing that it ignores or filters is in the way.
 */
export async function commit(folder: string, message: string, text: string): Promise<string> {
  const content = `${text}\n`
  await writeFile(join(folder, page), content)
  const blob = await gitReading(content, folder, 'hash-object', '-w', '--stdin')
  const parent = await git(folder, 'rev-parse', '--verify', '--quiet', 'HEAD').catch(() => undefined)
  const entries = parent === undefined ? '' : await entriesOf(folder)
  const tree = await gitReading(`${entries}100644 blob ${blob}\t${page}\0`, folder, 'mktree', '-z', '--missing')
  const onTop = parent === undefined ? [] : ['-p', parent]
  const made = await gitReading(message, folder, 'commit-tree', ...onTop, tree)
  await git(folder, 'update-ref', 'HEAD', made)
  await git(folder, 'update-index', '--add', '--replace', '--cacheinfo', `100644,${blob},${page}`)
  return made
}

/** What else is at the top of the tree; nothing in a clone without trees. */
async function entriesOf(folder: string): Promise<string> {
  const listed = await git(folder, 'ls-tree', '-z', 'HEAD').catch(() => '')
  const others = listed.split('\0').filter((entry) => entry !== '' && !entry.endsWith(`\t${page}`))
  return others.map((entry) => `${entry}\0`).join('')
}
