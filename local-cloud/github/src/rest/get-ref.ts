import type { Endpoint } from './endpoint.ts'
import { notFound } from './github-error.ts'
import { listRefs } from './show-ref.ts'

export const getRef: Endpoint = {
  method: 'GET',
  path: '/git/ref/{ref}',
  page: 'https://docs.github.com/en/rest/git/refs#get-a-reference',
  accepts: [],
  async run({ world, repository, parameters }) {
    const [found] = await listRefs(world, repository, (name) => name === `refs/${parameters['ref']}`)
    if (found === undefined) throw notFound()
    return { status: 200, body: found }
  },
}
