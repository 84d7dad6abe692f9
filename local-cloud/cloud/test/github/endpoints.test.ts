import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { endpoints } from '@slipway/local-cloud-github/rest/endpoints'
import { matchEndpoint } from '@slipway/local-cloud-github/rest/match-endpoint'

const page = readFileSync(join(import.meta.dirname, '../../../../docs/local-cloud.md'), 'utf8')

it.for(endpoints.map((endpoint) => ({ name: `${endpoint.method} ${endpoint.path || '/'}`, page: endpoint.page })))(
  '$name has one row in the documentation, with its page',
  ({ name, page: documented }) => {
    const rows = page.split('\n').filter((line) => line.startsWith(`| \`github ${name}\``))
    expect(rows).toEqual([expect.stringContaining(`| [page](${documented}) |`)])
  },
)

it('documents no endpoint that is not there', () => {
  expect(page.match(/^\| `github /gm)).toHaveLength(endpoints.length)
})

it.for([
  { method: 'GET', path: '/repos/a/b', found: '', parameters: {} },
  { method: 'GET', path: '/repos/a/b/git/ref/tags%2Fv1', found: '/git/ref/{ref}', parameters: { ref: 'tags/v1' } },
  { method: 'GET', path: '/repos/a/b/git/ref/heads/x/y', found: '/git/ref/{ref}', parameters: { ref: 'heads/x/y' } },
  { method: 'GET', path: '/repos/a/b/releases/latest', found: '/releases/latest', parameters: {} },
  { method: 'GET', path: '/repos/a/b/releases/7', found: '/releases/{release_id}', parameters: { release_id: '7' } },
  { method: 'GET', path: '/repos/a/b/releases/tags/v1', found: '/releases/tags/{tag}', parameters: { tag: 'v1' } },
  { method: 'GET', path: '/repos/a/b/commits', found: '/commits', parameters: {} },
  { method: 'GET', path: '/repos/a/b/commits/x/y', found: '/commits/{ref}', parameters: { ref: 'x/y' } },
  {
    method: 'GET',
    path: '/repos/a/b/commits/x/pulls',
    found: '/commits/{commit_sha}/pulls',
    parameters: { commit_sha: 'x' },
  },
  { method: 'GET', path: '/repos/a/b/pulls/7', found: '/pulls/{pull_number}', parameters: { pull_number: '7' } },
  { method: 'GET', path: '/repos/a/b/pulls/7/files', found: undefined, parameters: undefined },
  { method: 'PUT', path: '/repos/a/b/tags', found: undefined, parameters: undefined },
  { method: 'GET', path: '/user', found: undefined, parameters: undefined },
])('$method $path is $found', ({ method, path, found, parameters }) => {
  const match = matchEndpoint(endpoints, method, path)
  expect(match?.endpoint.path).toBe(found)
  expect(match?.parameters).toEqual(parameters)
})
