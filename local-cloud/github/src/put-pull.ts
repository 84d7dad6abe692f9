import type { GithubContext } from './context.ts'
import { resolveCommit } from './commits.ts'
import { defaultBranch } from './default-branch.ts'
import { git, tryGit } from './git.ts'
import type { Pull } from './pull.ts'
import type { PullGiven } from './read-pull.ts'
import { changing } from './refs.ts'
import type { Repository } from './state.ts'

/** Makes a pull request, or changes the one that has the number already. Throws where a commit is not there. */
export function putPull(world: GithubContext, repository: Repository, given: PullGiven): Promise<Pull> {
  return changing(world, repository, async () => {
    const { pulls, path } = repository
    const number = given.number ?? Math.max(0, ...pulls.keys()) + 1
    const pull = await merged(world, repository, given, number)
    await git(path, ['update-ref', `refs/pull/${number}/head`, pull.headSha])
    pulls.set(number, pull)
    return pull
  })
}

async function merged(world: GithubContext, repository: Repository, given: PullGiven, number: number): Promise<Pull> {
  const { path } = repository
  const now = world.clock.now()
  const before = repository.pulls.get(number)
  const head = given.head ?? before?.headSha ?? missing('"head" must be a branch or a SHA')
  const baseRef = given.base ?? before?.baseRef ?? (await defaultBranch(repository))
  const landed = given.landed === undefined ? (before?.landed ?? []) : await commits(path, given.landed)
  const last = given.mergeCommit ?? landed.at(-1)
  const mergeCommit = last === undefined ? (before?.mergeCommit ?? null) : await commit(path, last)
  const first = landed[0] ?? mergeCommit
  return {
    number,
    createdAt: before?.createdAt ?? now,
    updatedAt: now,
    title: given.title ?? before?.title ?? missing('"title" must be a string'),
    body: given.body ?? before?.body ?? null,
    author: given.user ?? before?.author ?? 'octocat',
    labels: given.labels ?? before?.labels ?? [],
    draft: given.draft ?? before?.draft ?? false,
    state: mergeCommit === null ? (given.state ?? before?.state ?? 'open') : 'closed',
    headRef: given.headRef ?? (await branch(path, head)) ?? before?.headRef ?? `pull-${number}`,
    headSha: await commit(path, head),
    baseRef,
    // What was merged is measured against the base as it was just before.
    baseSha: await commit(path, first === null ? `heads/${baseRef}` : `${first}^1`),
    mergeCommit,
    landed,
    mergedAt: mergeCommit === null ? null : (before?.mergedAt ?? now),
  }
}

const commits = (path: string, names: readonly string[]): Promise<string[]> =>
  Promise.all(names.map((name) => commit(path, name)))

async function commit(path: string, name: string): Promise<string> {
  const parent = name.endsWith('^1')
  const found = await resolveCommit(path, parent ? name.slice(0, -2) : name)
  if (found === undefined) throw new TypeError(`there is no commit ${JSON.stringify(name)}`)
  return parent ? (await git(path, ['rev-parse', '--verify', `${found}^1`])).trim() : found
}

async function branch(path: string, name: string): Promise<string | undefined> {
  const place = ['rev-parse', '--verify', '--quiet', '--end-of-options', `refs/heads/${name}`]
  return (await tryGit(path, place)) === undefined ? undefined : name
}

function missing(message: string): never {
  throw new TypeError(message)
}
