import { describe, expect, it } from 'vitest'
import { gitHubTags, type GitHubTags } from '../src/index.ts'
import { scriptedApi, type Answer, type ScriptedApi } from './scripted-api.ts'

const sha = 'a'.repeat(40)
const other = 'b'.repeat(40)
const token = 'ghs_not-a-real-token'

const tagsOf = ({ url }: Pick<ScriptedApi, 'url'>): GitHubTags =>
  gitHubTags({ token, apiUrl: url, owner: 'octo', repo: 'ship' })

const taken: Answer = { status: 422, body: { message: 'Reference already exists' } }
const points = (type: string, at: string): Answer => ({ status: 200, body: { object: { type, sha: at } } })

describe('creating a tag', () => {
  it('is one request that names the ref and the commit, with the token in its header only', async () => {
    await using api = await scriptedApi({ status: 201, body: { object: { type: 'commit', sha } } })
    expect(await tagsOf(api).create('v1.2.3', sha)).toEqual({ kind: 'created' })
    expect(api.seen).toMatchObject([
      {
        method: 'POST',
        path: '/api/v3/repos/octo/ship/git/refs',
        headers: { authorization: `token ${token}` },
        body: { ref: 'refs/tags/v1.2.3', sha },
      },
    ])
  })

  it('that exists says where, and writes nothing more', async () => {
    await using api = await scriptedApi(taken, points('commit', other))
    expect(await tagsOf(api).create('v1.2.3', sha)).toEqual({ kind: 'exists', commit: other })
    expect(api.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /api/v3/repos/octo/ship/git/refs',
      'GET /api/v3/repos/octo/ship/git/ref/tags/v1.2.3',
    ])
  })

  it('follows annotations to their commit', async () => {
    await using api = await scriptedApi(
      taken,
      points('tag', '1'.repeat(40)),
      points('tag', '2'.repeat(40)),
      points('commit', sha),
    )
    expect(await tagsOf(api).create('v1.2.3', sha)).toEqual({ kind: 'exists', commit: sha })
    expect(api.seen.at(-1)?.path).toBe(`/api/v3/repos/octo/ship/git/tags/${'2'.repeat(40)}`)
  })

  it('knows a tag that leads to no commit', async () => {
    await using api = await scriptedApi(taken, points('tree', other))
    expect(await tagsOf(api).create('v1.2.3', sha)).toEqual({ kind: 'exists', commit: undefined })
  })
})

describe('a refusal', () => {
  const permissions = { 'x-accepted-github-permissions': 'contents=write' }
  const workflows = { 'x-accepted-github-permissions': 'contents=write; contents=write,workflows=write' }
  const integration = { message: 'Resource not accessible by integration' }

  it.for<{ name: string; answers: (Answer | 'hang up')[]; code: string; message: string; remedy: string }>([
    {
      name: 'for want of a permission names it',
      answers: [{ status: 403, body: integration, headers: permissions }],
      code: 'PERMISSION_MISSING',
      message: 'Resource not accessible by integration (it accepts the permissions contents=write)',
      remedy: 'permissions: contents: write',
    },
    {
      name: 'for want of the permission for workflows says who can have it',
      answers: [{ status: 403, body: integration, headers: workflows }],
      code: 'PERMISSION_MISSING',
      message: 'contents=write,workflows=write',
      remedy: 'workflows: write too',
    },
    {
      name: 'of the token',
      answers: [{ status: 401, body: { message: 'Bad credentials' } }],
      code: 'TOKEN_REFUSED',
      message: 'HTTP 401: Bad credentials',
      remedy: 'github.token',
    },
    {
      name: 'to see the repository',
      answers: [{ status: 404, body: { message: 'Not Found' } }],
      code: 'REPOSITORY_NOT_FOUND',
      message: 'in octo/ship: HTTP 404',
      remedy: 'may see the repository',
    },
    {
      name: 'by a rule of the repository carries its words',
      answers: [{ status: 422, body: { message: 'Repository rule violations found' } }, { status: 404 }],
      code: 'TAG_REFUSED',
      message: 'HTTP 422: Repository rule violations found',
      remedy: 'rules of the repository',
    },
    {
      name: 'by the primary rate limit',
      answers: [
        { status: 403, body: { message: 'API rate limit exceeded' }, headers: { 'x-ratelimit-remaining': '0' } },
      ],
      code: 'RATE_LIMITED',
      message: 'API rate limit exceeded',
      remedy: 'when the limit has reset',
    },
    {
      name: 'by a server in trouble',
      answers: [{ status: 502, body: { message: 'Server Error' } }, { status: 404 }],
      code: 'GITHUB_UNAVAILABLE',
      message: 'HTTP 502: Server Error',
      remedy: 'run the job again',
    },
    {
      name: 'by silence',
      answers: ['hang up', { status: 404 }],
      code: 'GITHUB_UNAVAILABLE',
      message: 'no answer',
      remedy: 'run the job again',
    },
    {
      name: 'to read what took the name',
      answers: [
        taken,
        { status: 403, body: integration, headers: { 'x-accepted-github-permissions': 'contents=read' } },
      ],
      code: 'PERMISSION_MISSING',
      message: 'could not read the tag v1.2.3',
      remedy: 'permissions: contents: write',
    },
  ])('$name', async ({ answers, code, message, remedy }) => {
    await using api = await scriptedApi(...answers)
    const creating = tagsOf(api).create('v1.2.3', sha)
    await expect(creating).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
      remedy: expect.stringContaining(remedy),
    })
    await expect(creating).rejects.not.toMatchObject({ message: expect.stringContaining(token) })
  })
})
