import { describe, expect, it } from 'vitest'
import { gitHubPulls, type GitHubPulls } from '../src/index.ts'
import { scriptedApi, type Answer, type ScriptedApi } from './scripted-api.ts'

const sha = 'a'.repeat(40)
const base = 'b'.repeat(40)

const pullsOf = ({ url }: Pick<ScriptedApi, 'url'>): GitHubPulls =>
  gitHubPulls({ token: 'ghs_not-a-real-token', apiUrl: url, owner: 'octo', repo: 'ship' })

const answer = (body: unknown, status = 200): Answer => ({ status, body })
const forbidden = answer({ message: 'Resource not accessible by integration' }, 403)
const asked = ({ seen }: ScriptedApi): string[] =>
  seen.map(({ method, path }) => `${method} ${path.replace('/api/v3/repos/octo/ship', '')}`)

describe('the pull requests of a commit', () => {
  it('have number, title and labels', async () => {
    const shown = { number: 12, title: 'feat: a', labels: [{ id: 1, name: 'release: major' }], state: 'closed' }
    await using api = await scriptedApi(answer([shown]))
    expect(await pullsOf(api).ofCommit(sha)).toEqual([{ number: 12, title: 'feat: a', labels: ['release: major'] }])
    expect(asked(api)).toEqual([`GET /commits/${sha}/pulls?per_page=100`])
  })

  it('are none where GitHub does not know the commit', async () => {
    await using api = await scriptedApi(answer({ message: `No commit found for SHA: ${sha}` }, 422))
    expect(await pullsOf(api).ofCommit(sha)).toEqual([])
  })

  it('need a permission, which is named', async () => {
    await using api = await scriptedApi({
      ...forbidden,
      headers: { 'x-accepted-github-permissions': 'pull_requests=read' },
    })
    await expect(pullsOf(api).ofCommit(sha)).rejects.toMatchObject({
      code: 'PERMISSION_MISSING',
      message: expect.stringContaining('it accepts the permissions pull_requests=read'),
      remedy: 'grant the job permissions: pull-requests: read',
    })
  })
})

describe('a pull request', () => {
  it('has its ends and its size', async () => {
    const shown = {
      number: 12,
      title: 'feat: a',
      labels: [],
      head: { sha },
      base: { sha: base, ref: 'main' },
      commits: 3,
    }
    await using api = await scriptedApi(answer(shown))
    expect(await pullsOf(api).get(12)).toEqual({
      number: 12,
      title: 'feat: a',
      labels: [],
      headSha: sha,
      baseSha: base,
      baseRef: 'main',
      commits: 3,
    })
  })

  it('has its commits, all pages of them', async () => {
    const commit = (index: number) => ({ sha: `${index}`, commit: { message: `feat: ${index}` } })
    const first = { ...answer([commit(1)]), headers: { link: '' } }
    await using api = await scriptedApi(first, answer([commit(2)]))
    first.headers.link = `<${api.url}/repos/octo/ship/pulls/12/commits?per_page=100&page=2>; rel="next"`
    expect(await pullsOf(api).commits(12)).toEqual([
      { sha: '1', message: 'feat: 1' },
      { sha: '2', message: 'feat: 2' },
    ])
  })
})

describe('a comment', () => {
  const marker = '<!-- semver -->'
  const bot = { type: 'Bot' }
  const comment = (id: number, body: string, more = {}) => ({
    id,
    body,
    user: bot,
    author_association: 'NONE',
    ...more,
  })
  const list = 'GET /issues/12/comments?per_page=100'
  const create = 'POST /issues/12/comments'
  const update = 'PATCH /issues/comments/2'
  const user = { user: { type: 'User' } }

  it.for<{ name: string; answers: Answer[]; state: string; requests: string[] }>([
    {
      name: 'is created where there is none',
      answers: [answer([comment(1, 'hello')]), answer(comment(2, ''), 201)],
      state: 'created',
      requests: [list, create],
    },
    {
      name: 'is updated where its text is another',
      answers: [answer([comment(1, 'hello'), comment(2, `${marker}\nold`)]), answer(comment(2, ''))],
      state: 'updated',
      requests: [list, update],
    },
    {
      name: 'is left alone where it says the same, however it was stored',
      answers: [answer([comment(2, `${marker}\r\nnew\r\n`)])],
      state: 'unchanged',
      requests: [list],
    },
    {
      name: 'that a person of the repository wrote, by its own token, is updated',
      answers: [answer([comment(2, `${marker}\nold`, { ...user, author_association: 'MEMBER' })]), answer({})],
      state: 'updated',
      requests: [list, update],
    },
    {
      name: 'with the marker of somebody else is not taken for ours',
      answers: [
        answer([comment(1, `${marker}\nold`, { ...user, author_association: 'CONTRIBUTOR' })]),
        answer({}, 201),
      ],
      state: 'created',
      requests: [list, create],
    },
    {
      name: 'that only quotes the marker is not ours',
      answers: [answer([comment(1, `see ${marker}`)]), answer({}, 201)],
      state: 'created',
      requests: [list, create],
    },
    {
      name: 'is forbidden to the token of a fork',
      answers: [answer([]), forbidden],
      state: 'forbidden',
      requests: [list, create],
    },
    { name: 'is forbidden where nothing may be read', answers: [forbidden], state: 'forbidden', requests: [list] },
  ])('$name', async ({ answers, state, requests }) => {
    await using api = await scriptedApi(...answers)
    expect(await pullsOf(api).comment(12, marker, 'new')).toBe(state)
    expect(asked(api)).toEqual(requests)
    const written = api.seen.filter(({ method }) => method !== 'GET').map(({ body }) => body)
    expect(written).toEqual(requests.slice(1).map(() => ({ body: `${marker}\nnew` })))
  })

  it('that a rate limit stops is a failure, not a permission', async () => {
    const limited = answer({ message: 'You have exceeded a secondary rate limit.' }, 403)
    await using api = await scriptedApi(answer([]), limited)
    await expect(pullsOf(api).comment(12, marker, 'new')).rejects.toMatchObject({ code: 'RATE_LIMITED' })
  })
})
