import type { components } from '@octokit/openapi-types'
import { git } from '../git.ts'
import { apiUrl, nodeId } from './addresses.ts'
import type { Endpoint } from './endpoint.ts'
import { linkHeader, pageOf, pages } from './paginate.ts'

/** Tags by name, the last name first, which is not the order of versions: v1.9.0 comes before v1.10.0. */
export const listTags: Endpoint = {
  method: 'GET',
  path: '/tags',
  page: 'https://docs.github.com/en/rest/repos/repos#list-repository-tags',
  accepts: ['per_page', 'page'],
  async run(call) {
    const { world, repository } = call
    const api = apiUrl(world, repository)
    const format = '--format=%(refname:strip=2) %(objectname) %(*objectname)'
    const listing = await git(repository.path, ['for-each-ref', '--sort=-refname', format, 'refs/tags'])
    const all = listing.split('\n').filter((line) => line !== '')
    const asked = pages(call)
    const body = pageOf(all, asked).map((line): components['schemas']['tag'] => {
      const [name = '', object = '', peeled = ''] = line.split(' ')
      const sha = peeled === '' ? object : peeled
      return {
        name,
        zipball_url: `${api}/zipball/refs/tags/${name}`,
        tarball_url: `${api}/tarball/refs/tags/${name}`,
        commit: { sha, url: `${api}/commits/${sha}` },
        node_id: nodeId('Ref', repository.id, `refs/tags/${name}`),
      }
    })
    return { status: 200, body, headers: linkHeader(call, asked, all.length) }
  },
}
