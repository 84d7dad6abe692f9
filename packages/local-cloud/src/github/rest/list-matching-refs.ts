import type { Endpoint } from './endpoint.ts'
import { listRefs } from './show-ref.ts'

/** Refs that begin with the given name; none is an empty list. */
export const listMatchingRefs: Endpoint = {
  method: 'GET',
  path: '/git/matching-refs/{ref}',
  page: 'https://docs.github.com/en/rest/git/refs#list-matching-references',
  accepts: [],
  async run({ world, repository, parameters }) {
    const body = await listRefs(world, repository, (name) => name.startsWith(`refs/${parameters['ref']}`))
    return { status: 200, body }
  },
}
