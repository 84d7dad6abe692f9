import type { Endpoint } from './endpoint.ts'
import { pullByNumber } from './find-pull.ts'
import { invalid } from './github-error.ts'
import { linkHeader, pageOf, pages } from './paginate.ts'
import { showComment } from './show-comment.ts'

/** The oldest first. */
export const listIssueComments: Endpoint = {
  method: 'GET',
  path: '/issues/{issue_number}/comments',
  page: 'https://docs.github.com/en/rest/issues/comments#list-issue-comments',
  accepts: ['since', 'per_page', 'page'],
  run(call) {
    const { world, repository, query } = call
    const { number } = pullByNumber(call)
    const since = Date.parse(query.get('since') ?? '1970-01-01')
    if (Number.isNaN(since)) throw invalid(`Invalid request.\n\n"${query.get('since')}" is not a date.`)
    const all = repository.comments.filter(({ issue, updatedAt }) => issue === number && updatedAt.getTime() >= since)
    const asked = pages(call)
    const body = pageOf(all, asked).map((comment) => showComment(world, repository, comment))
    return { status: 200, body, headers: linkHeader(call, asked, all.length) }
  },
}
