import { Failure } from '@slipway/outcome'
import { realpath } from 'node:fs/promises'
import { gitEnvironment } from './environment.ts'
import type { GitErrorCode } from './error.ts'
import type { Git } from './git.ts'
import { gitProcess, type GitProcess } from './process.ts'
import { repository } from './repository.ts'

export interface GitLocation {
  /** A folder of the checkout. */
  readonly directory: string
  /** What git starts from; the environment of this process when absent. */
  readonly env?: NodeJS.ProcessEnv
  readonly signal?: AbortSignal
}

/** The repository that a folder belongs to. Fails with `GIT_NOT_FOUND` or `NO_REPOSITORY`, and what to do about it. */
export async function openGit(location: GitLocation): Promise<Git> {
  const { git, directory, isShallow } = await openProcess(location)
  return { ...repository(git, directory), isShallow: () => Promise.resolve(isShallow) }
}

/** git in a checkout, which may belong to another user, as in a container job. */
export async function openProcess({
  directory,
  env = process.env,
  signal,
}: GitLocation): Promise<{ readonly git: GitProcess; readonly directory: string; readonly isShallow: boolean }> {
  const real = await realpath(directory).catch((cause: unknown) => {
    throw noRepository(directory, cause)
  })
  const trusted = [...new Set([directory, real])]
  const git = gitProcess({
    directory: real,
    env: gitEnvironment(env, trusted),
    ...(signal === undefined ? {} : { signal }),
  })
  // Every process counts where the whole work is one of milliseconds: this question also tells that there is a repository.
  const { stdout } = await git.run(['rev-parse', '--is-shallow-repository']).catch((error: unknown) => {
    throw error instanceof Failure && error.code === 'GIT_FAILED' ? noRepository(directory, error.cause) : error
  })
  return { git, directory: real, isShallow: stdout.trim() === 'true' }
}

function noRepository(directory: string, cause: unknown): Failure<GitErrorCode> {
  return new Failure('NO_REPOSITORY', `there is no git repository in ${directory}`, {
    remedy: 'put actions/checkout with fetch-depth: 0 before this step, on a runner or in a container that has git',
    cause,
  })
}
