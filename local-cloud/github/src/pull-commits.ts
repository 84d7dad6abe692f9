import { commitsBetween } from './commits.ts'
import { tryGit } from './git.ts'
import type { Pull } from './pull.ts'
import type { Repository } from './state.ts'

/** SHAs of what a pull request asks to merge, the oldest first. */
export function pullCommits({ path }: Repository, { baseSha, headSha }: Pull): Promise<string[]> {
  return commitsBetween(path, baseSha, headSha)
}

/**
 * Pull requests that a commit belongs to, the newest first. On the default branch those that brought it there;
 * elsewhere all that hold it, but for those that were closed without a merge.
 */
export async function pullsOfCommit(repository: Repository, sha: string): Promise<Pull[]> {
  const { path } = repository
  const onDefault = (await tryGit(path, ['merge-base', '--is-ancestor', sha, 'HEAD'])) !== undefined
  const found: Pull[] = []
  for (const pull of repository.pulls.values()) {
    if (pull.mergedAt === null && (onDefault || pull.state === 'closed')) continue
    const put = pull.mergeCommit === sha || pull.landed.includes(sha)
    if (put || (await pullCommits(repository, pull)).includes(sha)) found.push(pull)
  }
  return found.toSorted((one, other) => other.number - one.number)
}
