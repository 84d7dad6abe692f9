import { describe, expect, it } from 'vitest'
import { gitHubTags, type GitHubTags } from '../src/index.ts'
import { scriptedApi, type Answer, type ScriptedApi } from './scripted-api.ts'

const sha = 'a'.repeat(40)
const older = 'b'.repeat(40)
const newer = 'c'.repeat(40)

const tagsOf = ({ url }: Pick<ScriptedApi, 'url'>): GitHubTags =>
  gitHubTags({ token: 'ghs_not-a-real-token', apiUrl: url, owner: 'octo', repo: 'ship' })

const at = (commit: string, status = 200): Answer => ({ status, body: { object: { type: 'commit', sha: commit } } })
const missing: Answer = { status: 404, body: { message: 'Not Found' } }
const noForward: Answer = { status: 422, body: { message: 'Update is not a fast forward' } }
const exists: Answer = { status: 422, body: { message: 'Reference already exists' } }
const trouble: Answer = { status: 502, body: { message: 'Server Error' } }
const compared = (status: string): Answer => ({ status: 200, body: { status, total_commits: 1, commits: [] } })

const read = 'GET /git/ref/tags/v1'
const make = 'POST /git/refs'
const move = 'PATCH /git/refs/tags/v1'

describe('a floating tag', () => {
  it.for<{ name: string; answers: (Answer | 'hang up')[]; floated: string; asked: string[] }>([
    { name: 'is created', answers: [missing, at(sha, 201)], floated: 'created', asked: [read, make] },
    { name: 'that is there already is left alone', answers: [at(sha)], floated: 'unchanged', asked: [read] },
    { name: 'moves forward', answers: [at(older), at(sha)], floated: 'moved', asked: [read, move] },
    {
      name: 'that was made meanwhile moves forward',
      answers: [missing, exists, at(sha)],
      floated: 'moved',
      asked: [read, make, move],
    },
    {
      name: 'stays further on, where a newer release put it',
      answers: [at(newer), noForward, at(newer), compared('ahead')],
      floated: 'unchanged',
      asked: [read, move, read, `GET /compare/${sha}...${newer}?per_page=1&page=2`],
    },
    {
      name: 'on another line is moved by force',
      answers: [at(older), noForward, at(older), compared('diverged'), at(sha)],
      floated: 'moved',
      asked: [read, move, read, `GET /compare/${sha}...${older}?per_page=1&page=2`, move],
    },
    {
      name: 'whose creation was answered by an error is looked at again',
      answers: [missing, trouble, at(sha)],
      floated: 'created',
      asked: [read, make, read],
    },
    {
      name: 'whose move was not answered is looked at again',
      answers: [at(older), 'hang up', at(sha)],
      floated: 'moved',
      asked: [read, move, read],
    },
  ])('$name', async ({ answers, floated, asked }) => {
    await using api = await scriptedApi(...answers)
    expect(await tagsOf(api).float('v1', sha)).toBe(floated)
    expect(api.seen.map(({ method, path }) => `${method} ${path.replace('/api/v3/repos/octo/ship', '')}`)).toEqual(
      asked,
    )
  })

  it('is moved by force only after GitHub refused to move it forward', async () => {
    await using api = await scriptedApi(at(older), noForward, at(older), compared('behind'), at(sha))
    await tagsOf(api).float('v1', sha)
    const moves = api.seen.filter(({ method }) => method === 'PATCH').map(({ body }) => body)
    expect(moves).toEqual([
      { sha, force: false },
      { sha, force: true },
    ])
  })

  it.for<{ name: string; answers: Answer[]; code: string; message: string; remedy?: RegExp }>([
    {
      name: 'is not believed where the answer names another commit',
      answers: [at(older), at(newer)],
      code: 'TAG_REFUSED',
      message: `GitHub put the tag v1 on ${newer}, not on ${sha}`,
    },
    {
      name: 'that did not move after an unclear answer is a failure',
      answers: [at(older), trouble, at(older)],
      code: 'GITHUB_UNAVAILABLE',
      message: `could not put the tag v1 on ${sha} in octo/ship: HTTP 502`,
    },
    {
      name: 'that belongs to an immutable release cannot move',
      answers: [
        at(older),
        { status: 422, body: { message: 'Repository rule violations found\n\nCannot update this protected ref.\n\n' } },
      ],
      code: 'TAG_REFUSED',
      message: 'Cannot update this protected ref.',
      remedy: /^set floating-tags: false where v1 has an immutable release.*Rulesets/,
    },
    {
      name: 'needs a permission, which is named',
      answers: [at(older), { status: 403, body: { message: 'Resource not accessible by integration' } }],
      code: 'PERMISSION_MISSING',
      message: `could not put the tag v1 on ${sha}`,
    },
  ])('$name', async ({ answers, code, message, remedy = /./ }) => {
    await using api = await scriptedApi(...answers)
    await expect(tagsOf(api).float('v1', sha)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
      remedy: expect.stringMatching(remedy),
    })
  })
})
