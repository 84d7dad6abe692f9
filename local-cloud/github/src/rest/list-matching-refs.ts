import type { Endpoint } from './endpoint.ts'
import { linkHeader, pageOf, pages } from './paginate.ts'
import { listRefs } from './show-ref.ts'

/** Refs that begin with the given name; none is an empty list. Pages only where the repository is set to have them. */
export const listMatchingRefs: Endpoint = {
  method: 'GET',
  path: '/git/matching-refs/{ref}',
  page: 'https://docs.github.com/en/rest/git/refs#list-matching-references',
  accepts: ['per_page', 'page'],
  async run(call) {
    const { world, repository, parameters } = call
    const all = await listRefs(world, repository, (name) => name.startsWith(`refs/${parameters['ref']}`))
    if (!repository.settings.matching_refs_in_pages) return { status: 200, body: all }
    const asked = pages(call)
    return { status: 200, body: pageOf(all, asked), headers: linkHeader(call, asked, all.length) }
  },
}
