import type { components } from '@octokit/openapi-types'
import { changedFiles } from '../changed-files.ts'
import { readCommit, resolveCommit } from '../commits.ts'
import type { Endpoint } from './endpoint.ts'
import { GithubError } from './github-error.ts'
import { showCommit, showFile } from './show-commit.ts'

/** The tree of no file at all, which a first commit is compared with. */
const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904'

export const getCommit: Endpoint = {
  method: 'GET',
  path: '/commits/{ref}',
  page: 'https://docs.github.com/en/rest/commits/commits#get-a-commit',
  accepts: [],
  async run({ world, repository, parameters }) {
    const name = parameters['ref'] ?? ''
    const sha = await resolveCommit(repository.path, name)
    if (sha === undefined) throw new GithubError(422, `No commit found for SHA: ${name}`)
    const commit = await readCommit(repository.path, sha)
    const files = await changedFiles(repository.path, commit.parents[0] ?? emptyTree, sha)
    const [additions, deletions] = [sum(files, 'additions'), sum(files, 'deletions')]
    const body: components['schemas']['commit'] = {
      ...showCommit(world, repository, commit),
      stats: { additions, deletions, total: additions + deletions },
      files: files.map((file) => showFile(world, repository, sha, file)),
    }
    return { status: 200, body }
  },
}

function sum<Key extends string>(items: readonly Readonly<Record<Key, number>>[], key: Key): number {
  return items.reduce((total, item) => total + item[key], 0)
}
