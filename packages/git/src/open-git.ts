import { Failure } from '@slipway/outcome'
import { realpath } from 'node:fs/promises'
import { gitEnvironment } from './environment.ts'
import type { GitErrorCode } from './error.ts'
import type { Git, ListedTag } from './git.ts'
import { listTags } from './list-tags.ts'
import { gitProcess, type GitProcess } from './process.ts'
import { repository } from './repository.ts'

/** With `--revs-only` a HEAD that is no commit is left out, and is no failure. */
const questions = ['rev-parse', '--is-shallow-repository', '--revs-only', 'HEAD^{commit}'] as const

export interface GitLocation {
  /** A folder of the checkout. */
  readonly directory: string
  /** What git starts from; the environment of this process when absent. */
  readonly env?: NodeJS.ProcessEnv
  readonly signal?: AbortSignal
  /** Whether its tags are about to be asked for: they are listed at the same time then, as they are now. */
  readonly listTags?: boolean
}

/** The repository that a folder belongs to. Fails with `GIT_NOT_FOUND` or `NO_REPOSITORY`, and what to do about it. */
export async function openGit(location: GitLocation): Promise<Git> {
  const { git, directory, isShallow, head, tags } = await openProcess(location)
  const opened = repository(git, directory)
  let listed = tags
  return {
    ...opened,
    isShallow: () => Promise.resolve(isShallow),
    head: () => (head === undefined ? opened.head() : Promise.resolve(head)),
    tags() {
      const known = listed ?? opened.tags()
      listed = undefined
      return known
    },
  }
}

export interface OpenedProcess {
  readonly git: GitProcess
  readonly directory: string
  readonly isShallow: boolean
  /** `undefined` where HEAD is no commit. */
  readonly head: string | undefined
  /** Where they were wanted. */
  readonly tags: Promise<readonly ListedTag[]> | undefined
}

/** git in a checkout, which may belong to another user, as in a container job. */
export async function openProcess({
  directory,
  env = process.env,
  signal,
  listTags: isListed = false,
}: GitLocation): Promise<OpenedProcess> {
  const real = await realpath(directory).catch((cause: unknown) => {
    throw noRepository(directory, cause)
  })
  const trusted = [...new Set([directory, real])]
  const git = gitProcess({
    directory: real,
    env: gitEnvironment(env, trusted),
    ...(signal === undefined ? {} : { signal }),
  })
  const tags = isListed ? listTags(git) : undefined
  // Without a repository there is another failure to tell of.
  tags?.catch(() => undefined)
  // Every process counts where the whole work is one of milliseconds: these questions also tell that there is a repository.
  const { stdout } = await git.run(questions).catch((error: unknown) => {
    throw error instanceof Failure && error.code === 'GIT_FAILED' ? noRepository(directory, error.cause) : error
  })
  const [isShallow, head] = stdout.trim().split('\n')
  return { git, directory: real, isShallow: isShallow === 'true', head, tags }
}

function noRepository(directory: string, cause: unknown): Failure<GitErrorCode> {
  return new Failure('NO_REPOSITORY', `there is no git repository in ${directory}`, {
    remedy: 'put actions/checkout with fetch-depth: 0 before this step, on a runner or in a container that has git',
    cause,
  })
}
