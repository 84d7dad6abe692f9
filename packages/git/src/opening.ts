import { Failure } from '@slipway/outcome'
import { existsSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gitEnvironment } from './environment.ts'
import type { GitErrorCode } from './error.ts'
import type { ListedTag, RecentCommits } from './git.ts'
import { listHeadAndTags, type HeadAndTags } from './list-tags.ts'
import { gitProcess, type GitProcess, type GitProcessOptions } from './process.ts'
import { trustByFile } from './trusting-file.ts'
import { recentCommits } from './walk-commits.ts'
import { foldersUpToWorkspace } from './workspace.ts'

/** For a repository that lies elsewhere, or without a listing. With `--revs-only` a HEAD that is no commit is no failure. */
const questions = ['rev-parse', '--is-shallow-repository', '--revs-only', 'HEAD^{commit}'] as const

export interface GitLocation {
  /** A folder of the checkout. */
  readonly directory: string
  /** What git starts from; the environment of this process when absent. */
  readonly env?: NodeJS.ProcessEnv
  readonly signal?: AbortSignal
  /** Whether its tags are about to be asked for: they are listed at the same time then, as they are now. */
  readonly listTags?: boolean
  /** So many of the newest commits are about to be asked for: they are read at the same time then. */
  readonly recent?: number
}

/** A checkout that is about to be opened: what was asked of git, and where. */
export interface Opening {
  readonly place: Place
  /** Fails with `GIT_NOT_FOUND` or `NO_REPOSITORY`. */
  readonly facts: Promise<Facts>
  /** Where they were wanted. */
  readonly tags: Promise<readonly ListedTag[]> | undefined
  readonly recent: RecentCommits | undefined
  /** Begins once more, from another environment. */
  readonly again: (env: NodeJS.ProcessEnv) => Opening
  /** Ends what has not ended yet. */
  readonly stop: Stop
}

type Stop = (reason?: unknown) => void

/** Where git runs, and with what; the folder is without symbolic links. */
type Place = Pick<GitProcessOptions, 'directory' | 'env'>

export interface Facts {
  readonly isShallow: boolean
  /** `undefined` where HEAD is no commit. */
  readonly head: string | undefined
}

/**
 * Begins to open a checkout, which may belong to another user, as in a container job. Every process counts where the
 * whole work is one of milliseconds, so all that is wanted is asked at the same time.
 */
export function beginOpening(location: GitLocation): Opening {
  const { directory, env = process.env, signal } = location
  const real = realDirectory(directory)
  const place = { directory: real, env: gitEnvironment(env, trustedFolders(directory, real, env)) }
  const stopping = new AbortController()
  const stop: Stop = (reason) => stopping.abort(reason)
  stopWhen(signal, stop)
  const git = gitIn(place, stopping.signal)
  const recent = location.recent === undefined ? undefined : readRecent(git, location.recent)
  const listed = location.listTags === true ? listHeadAndTags(git) : undefined
  const tags = listed?.then((found) => found.tags)
  const facts = readFacts(git, real, listed).catch((error: unknown) => {
    throw error instanceof Failure && error.code === 'GIT_FAILED' ? notOpened(directory, error.cause) : error
  })
  // Whoever opens it hears of a failure; without a repository there is another one to tell of than that it has no tags.
  for (const answer of [tags, facts]) answer?.catch(() => undefined)
  return { place, facts, tags, recent, again: (other) => beginOpening({ ...location, env: other }), stop }
}

/**
 * An opening that has come to its end, begun before or now; once more where the repository is somebody else's for a git
 * that wants to be told in a file whom to trust. Fails as `facts` does.
 */
export async function openedFor(location: GitLocation, begun: Opening = beginOpening(location)): Promise<Opening> {
  try {
    await begun.facts
    return begun
  } catch (error) {
    if (!isDistrust(error)) throw error
  }
  const { env = process.env } = location
  const folders = trustedFolders(location.directory, begun.place.directory, env)
  const again = begun.again(await trustByFile(env, folders))
  stopWhen(location.signal, again.stop)
  await again.facts
  return again
}

function isDistrust(error: unknown): boolean {
  const { cause } = error instanceof Failure ? error : {}
  return cause instanceof Error && /dubious ownership|unsafe repository/.test(cause.message)
}

/** The folder, as it was given and without links, and those around it: any of them may be the top of the checkout. */
function trustedFolders(directory: string, real: string, env: NodeJS.ProcessEnv): readonly string[] {
  return [...new Set([resolve(directory), real].flatMap((folder) => foldersUpToWorkspace(folder, env)))]
}

/** At once, where the signal was given before. */
export function stopWhen(signal: AbortSignal | undefined, stop: Stop): void {
  if (signal?.aborted === true) stop(signal.reason)
  else signal?.addEventListener('abort', () => stop(signal.reason), { once: true })
}

export function gitIn(place: Place, signal: AbortSignal | undefined): GitProcess {
  return gitProcess({ ...place, ...(signal && { signal }) })
}

/** Who does without them asks in another way, which also tells why. */
function readRecent(git: GitProcess, most: number): RecentCommits {
  return { most, commits: recentCommits(git, most).catch(() => []) }
}

/** Each of these answers also tells that there is a repository. */
async function readFacts(git: GitProcess, directory: string, listed: Promise<HeadAndTags> | undefined): Promise<Facts> {
  if (listed !== undefined && isPlain(directory)) {
    const found = await listed.catch(notListed)
    if (found) return { isShallow: existsSync(join(directory, '.git', 'shallow')), head: found.head }
  }
  const [isShallow, head] = (await git.run(questions)).stdout.trim().split('\n')
  return { isShallow: isShallow === 'true', head }
}

/** A broken tag says nothing of the repository. */
const notListed = (): undefined => undefined

/**
 * A folder with its repository within, where all of it is, as https://git-scm.com/docs/gitrepository-layout has it. git
 * passes by one that lacks these three, and looks further up.
 */
function isPlain(directory: string): boolean {
  const folder = join(directory, '.git')
  const has = (name: string): boolean => existsSync(join(folder, name))
  return ['HEAD', 'objects', 'refs'].every(has) && !has('commondir')
}

function realDirectory(directory: string): string {
  try {
    return realpathSync(directory)
  } catch (cause) {
    throw noRepository(directory, cause)
  }
}

/** That there is none, and that git cannot read the one that is there, are not the same. */
function notOpened(directory: string, cause: unknown): Failure<GitErrorCode> {
  if (/not a git repository/i.test(String(cause))) return noRepository(directory, cause)
  return new Failure('GIT_FAILED', `the git repository of ${directory} cannot be read`, {
    remedy:
      'see the words of git in the log; a fresh checkout, or clean: true at actions/checkout, replaces what is damaged',
    cause,
  })
}

function noRepository(directory: string, cause: unknown): Failure<GitErrorCode> {
  return new Failure('NO_REPOSITORY', `there is no git repository in ${directory}`, {
    remedy: 'put actions/checkout with fetch-depth: 0 before this step, on a runner or in a container that has git',
    cause,
  })
}
