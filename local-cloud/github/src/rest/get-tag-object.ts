import type { Endpoint } from './endpoint.ts'
import { notFound } from './github-error.ts'
import { objectType } from './object-type.ts'
import { showTagObject } from './tag-object.ts'

export const getTagObject: Endpoint = {
  method: 'GET',
  path: '/git/tags/{tag_sha}',
  page: 'https://docs.github.com/en/rest/git/tags#get-a-tag',
  accepts: [],
  async run({ world, repository, parameters }) {
    const sha = parameters['tag_sha'] ?? ''
    if ((await objectType(repository, sha)) !== 'tag') throw notFound()
    return { status: 200, body: await showTagObject(world, repository, sha) }
  },
}
