import type { components } from '@octokit/openapi-types'
import { resolveCommit } from '../commits.ts'
import { defaultBranch } from '../default-branch.ts'
import { pullsOfCommit } from '../pull-commits.ts'
import type { Endpoint } from './endpoint.ts'
import { GithubError } from './github-error.ts'
import { linkHeader, pageOf, pages } from './paginate.ts'
import { showSimplePull } from './show-pull.ts'

export const listPullsOfCommit: Endpoint = {
  method: 'GET',
  path: '/commits/{commit_sha}/pulls',
  page: 'https://docs.github.com/en/rest/commits/commits#list-pull-requests-associated-with-a-commit',
  accepts: ['per_page', 'page'],
  async run(call) {
    const { repository, parameters } = call
    const name = parameters['commit_sha'] ?? ''
    const sha = await resolveCommit(repository.path, name)
    if (sha === undefined) throw new GithubError(422, `No commit found for SHA: ${name}`)
    const all = await pullsOfCommit(repository, sha)
    const asked = pages(call)
    const branch = await defaultBranch(repository)
    const body: components['schemas']['pull-request-simple'][] = pageOf(all, asked).map((pull) =>
      showSimplePull(call, pull, branch),
    )
    return { status: 200, body, headers: linkHeader(call, asked, all.length) }
  },
}
