import type { Endpoint } from './endpoint.ts'
import { linkHeader, pageOf, pages } from './paginate.ts'
import { showRelease } from './show-release.ts'

/** The newest first; drafts only for those who may push. */
export const listReleases: Endpoint = {
  method: 'GET',
  path: '/releases',
  page: 'https://docs.github.com/en/rest/releases/releases#list-releases',
  accepts: ['per_page', 'page'],
  run(call) {
    const { world, repository, authenticated } = call
    const all = repository.releases.filter(({ draft }) => !draft || authenticated).toReversed()
    const asked = pages(call)
    const body = pageOf(all, asked).map((release) => showRelease(world, repository, release))
    return { status: 200, body, headers: linkHeader(call, asked, all.length) }
  },
}
