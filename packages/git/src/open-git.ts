import { Failure } from '@slipway/outcome'
import { realpath } from 'node:fs/promises'
import { gitEnvironment } from './environment.ts'
import type { GitErrorCode } from './error.ts'
import type { CommitRange, Git, LoggedCommit } from './git.ts'
import { listTags } from './list-tags.ts'
import { gitProcess, type GitProcess } from './process.ts'
import { nulRecords } from './records.ts'

export interface GitLocation {
  /** A folder of the checkout. */
  readonly directory: string
  /** What git starts from; the environment of this process when absent. */
  readonly env?: NodeJS.ProcessEnv
  readonly signal?: AbortSignal
}

/** The repository that a folder belongs to. Fails with `GIT_NOT_FOUND` or `NO_REPOSITORY`, and what to do about it. */
export async function openGit({ directory, env = process.env, signal }: GitLocation): Promise<Git> {
  const real = await realpath(directory).catch((cause: unknown) => {
    throw noRepository(directory, cause)
  })
  const trusted = [...new Set([directory, real])]
  const git = gitProcess({
    directory: real,
    env: gitEnvironment(env, trusted),
    ...(signal === undefined ? {} : { signal }),
  })
  await git.run(['rev-parse', '--git-dir']).catch((error: unknown) => {
    throw error instanceof Failure && error.code === 'GIT_FAILED' ? noRepository(directory, error.cause) : error
  })
  return repository(git, directory)
}

function repository(git: GitProcess, directory: string): Git {
  const range = ({ from, to }: CommitRange): string => (from === undefined ? to : `${from}..${to}`)
  return {
    head: () => head(git, directory),
    tags: () => listTags(git),
    async isAncestor(commit, descendant) {
      return (await git.run(['merge-base', '--is-ancestor', commit, descendant], [1])).code === 0
    },
    async tagsIn(commit) {
      const { stdout } = await git.run([
        'for-each-ref',
        `--merged=${commit}`,
        '--format=%(refname:lstrip=2)',
        'refs/tags',
      ])
      return new Set(stdout.split('\n').filter((name) => name !== ''))
    },
    async isShallow() {
      return (await git.run(['rev-parse', '--is-shallow-repository'])).stdout.trim() === 'true'
    },
    async reachesRoot(commits) {
      return (await git.run(['rev-list', '--max-parents=0', '-n', '1', range(commits), '--'])).stdout !== ''
    },
    log: (commits) => log(git, range(commits)),
  }
}

async function head(git: GitProcess, directory: string): Promise<string> {
  const { code, stdout } = await git.run(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], [1])
  if (code === 0) return stdout.trim()
  throw new Failure<GitErrorCode>('NO_COMMIT', `the repository in ${directory} has no commit at HEAD`, {
    remedy: 'check out a commit before this step',
  })
}

/** `%B` is the message as it was written; it cannot hold the NUL that separates. */
async function* log(git: GitProcess, range: string): AsyncGenerator<LoggedCommit> {
  const args = ['log', '-z', '--format=%H%x00%B', '--encoding=UTF-8', '--no-show-signature', '--no-color', range, '--']
  let sha: string | undefined
  for await (const record of nulRecords(git.stream(args))) {
    if (sha === undefined) sha = record
    else {
      yield { sha, message: record }
      sha = undefined
    }
  }
}

function noRepository(directory: string, cause: unknown): Failure<GitErrorCode> {
  return new Failure('NO_REPOSITORY', `there is no git repository in ${directory}`, {
    remedy: 'put actions/checkout with fetch-depth: 0 before this step, on a runner or in a container that has git',
    cause,
  })
}
