import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { git, octokitFor, startRig, type Rig } from './rig.ts'

let rig: Rig
let sha: string
beforeAll(async () => {
  rig = await startRig(2)
  sha = await git(rig.bare, 'rev-parse', 'main')
})
afterAll(() => rig.stop())

const control = (path: string, body: unknown): Promise<Response> =>
  fetch(`${rig.cloud.url}/_local/github/${path}`, { method: 'POST', body: JSON.stringify(body) })

describe('access', () => {
  it('is refused to a wrong token, also for reading', async () => {
    await expect(octokitFor(rig.cloud, 'wrong').repos.get(rig.at)).rejects.toMatchObject({
      status: 401,
      message: expect.stringContaining('Bad credentials'),
    })
  })

  it('is refused without a token for writing', async () => {
    const body = JSON.stringify({ ref: 'refs/tags/anonymous', sha })
    const answer = await fetch(`${rig.cloud.url}/api/v3/repos/acme/shop/git/refs`, { method: 'POST', body })
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({ message: 'Requires authentication', status: '401' })
  })

  it('ends at what does not exist', async () => {
    await expect(rig.octokit.repos.get({ owner: 'acme', repo: 'none' })).rejects.toMatchObject({ status: 404 })
  })
})

describe('what is not built', () => {
  it('is named: an operation', async () => {
    await expect(rig.octokit.issues.listForRepo(rig.at)).rejects.toMatchObject({
      status: 501,
      message: expect.stringContaining('GET /api/v3/repos/acme/shop/issues'),
    })
  })

  it('is named: a parameter', async () => {
    const made = rig.octokit.repos.createRelease({ ...rig.at, tag_name: 'v1', discussion_category_name: 'x' })
    await expect(made).rejects.toMatchObject({
      status: 501,
      message: expect.stringContaining('"discussion_category_name"'),
    })
  })

  it('is named: GraphQL', async () => {
    const answer = await fetch(rig.cloud.env['GITHUB_GRAPHQL_URL'] ?? '', { method: 'POST', body: '{}' })
    expect(answer.status).toBe(501)
  })
})

describe('scripted failures', () => {
  it('answer as GitHub does, once, with the header that names the permission', async () => {
    const headers = { 'x-accepted-github-permissions': 'contents=write' }
    const path = '/repos/acme/shop/git/refs'
    rig.cloud.world.github.fail({
      method: 'POST',
      path,
      status: 403,
      message: 'Resource not accessible by integration',
      headers,
    })
    const create = { ...rig.at, ref: 'refs/tags/denied', sha }
    await expect(rig.octokit.git.createRef(create)).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining('Resource not accessible by integration'),
      response: { headers },
    })
    expect(await git(rig.bare, 'tag', '--list', 'denied')).toBe('')
    await rig.octokit.git.createRef(create)
  })

  it('come over the control surface too, as often as they say, on any path that matches', async () => {
    await control('failures', { path: '/repos/*/tags', status: 502, message: 'Server Error', times: 2 })
    for (const status of [502, 502]) {
      await expect(rig.octokit.repos.listTags(rig.at)).rejects.toMatchObject({ status })
    }
    expect((await rig.octokit.repos.listTags(rig.at)).status).toBe(200)
    expect((await control('failures', { path: '/x', status: 200, message: '' })).status).toBe(400)
  })

  const words = [
    {
      name: 'a ruleset refuses a tag',
      status: 422,
      message: 'Repository rule violations found\n\nCannot create ref due to creations being restricted.\n\n',
      headers: {},
    },
    {
      name: 'a secondary rate limit is met',
      status: 403,
      message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
      headers: { 'retry-after': '60' },
    },
    {
      name: 'the token may not touch workflows',
      status: 403,
      message: 'Resource not accessible by integration',
      headers: { 'x-accepted-github-permissions': 'contents=write,workflows=write' },
    },
  ]
  it.for(words)('say that $name', async ({ status, message, headers }) => {
    await control('failures', { method: 'POST', path: '/repos/acme/shop/git/refs', status, message, headers })
    const made = rig.octokit.git.createRef({ ...rig.at, ref: 'refs/tags/scripted', sha })
    await expect(made).rejects.toMatchObject({ status, response: { headers, data: { message } } })
    expect(await git(rig.bare, 'tag', '--list', 'scripted')).toBe('')
  })

  it('may lose only the answer', async () => {
    rig.cloud.world.github.fail({ path: '/repos/*/git/refs', status: 502, message: 'Server Error', applied: true })
    await expect(rig.octokit.git.createRef({ ...rig.at, ref: 'refs/tags/lost', sha })).rejects.toMatchObject({
      status: 502,
    })
    expect(await git(rig.bare, 'rev-parse', 'lost')).toBe(sha)
  })
})

it('makes repositories over the control surface, empty or from another', async () => {
  const made = (await (await control('repositories', { name: 'acme/new', from: rig.bare })).json()) as { path: string }
  expect(await git(made.path, 'rev-parse', 'main')).toBe(sha)
  expect((await control('repositories', { name: 'acme/new' })).status).toBe(400)
  const empty = await rig.cloud.addRepository('acme/empty')
  expect(await git(empty, 'symbolic-ref', 'HEAD')).toBe('refs/heads/main')
})

it.for([
  '..',
  'acme',
  'acme/..',
  '../shop',
  './shop',
  'acme/.',
  'acme/../../x',
  '/shop',
  'acme/',
  'acme/a b',
  'acme/a.git',
])('makes no repository with the name %s', async (name) => {
  const refused = await control('repositories', { name })
  expect([refused.status, await refused.json()]).toEqual([
    400,
    { message: expect.stringContaining('is not OWNER/REPO') },
  ])
})

it('makes a repository whose name only looks like a way out', async () => {
  expect((await control('repositories', { name: 'acme/..x.y_z-1' })).status).toBe(200)
})
