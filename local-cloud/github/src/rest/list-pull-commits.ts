import type { components } from '@octokit/openapi-types'
import { readThese } from '../commits.ts'
import { pullCommits } from '../pull-commits.ts'
import type { Endpoint } from './endpoint.ts'
import { pullByNumber } from './find-pull.ts'
import { linkHeader, pageOf, pages } from './paginate.ts'
import { showCommit } from './show-commit.ts'

/** No more of them are listed, whatever the page. */
const cap = 250

/** The oldest first. */
export const listPullCommits: Endpoint = {
  method: 'GET',
  path: '/pulls/{pull_number}/commits',
  page: 'https://docs.github.com/en/rest/pulls/pulls#list-commits-on-a-pull-request',
  accepts: ['per_page', 'page'],
  async run(call) {
    const { world, repository } = call
    const shas = (await pullCommits(repository, pullByNumber(call))).slice(0, cap)
    const asked = pages(call)
    const commits = await readThese(repository.path, pageOf(shas, asked))
    const body: components['schemas']['commit'][] = commits.map((commit) => showCommit(world, repository, commit))
    return { status: 200, body, headers: linkHeader(call, asked, shas.length) }
  },
}
