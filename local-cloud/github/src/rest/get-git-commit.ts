import { readCommit } from '../commits.ts'
import type { Endpoint } from './endpoint.ts'
import { notFound } from './github-error.ts'
import { objectType } from './object-type.ts'
import { showGitCommit } from './show-commit.ts'

export const getGitCommit: Endpoint = {
  method: 'GET',
  path: '/git/commits/{commit_sha}',
  page: 'https://docs.github.com/en/rest/git/commits#get-a-commit-object',
  accepts: [],
  async run({ world, repository, parameters }) {
    const sha = parameters['commit_sha'] ?? ''
    if ((await objectType(repository, sha)) !== 'commit') throw notFound()
    return { status: 200, body: showGitCommit(world, repository, await readCommit(repository.path, sha)) }
  },
}
