import type { components } from '@octokit/openapi-types'
import type { Endpoint } from './endpoint.ts'
import { pullByNumber } from './find-pull.ts'
import { linkHeader, pageOf, pages } from './paginate.ts'
import { showLabel } from './show-label.ts'

export const listIssueLabels: Endpoint = {
  method: 'GET',
  path: '/issues/{issue_number}/labels',
  page: 'https://docs.github.com/en/rest/issues/labels#list-labels-for-an-issue',
  accepts: ['per_page', 'page'],
  run(call) {
    const { labels } = pullByNumber(call)
    const asked = pages(call)
    const body: components['schemas']['label'][] = pageOf(labels, asked).map((name) =>
      showLabel(call.world, call.repository, name),
    )
    return { status: 200, body, headers: linkHeader(call, asked, labels.length) }
  },
}
