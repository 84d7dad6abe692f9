import { describe, expect, it } from 'vitest'
import { gitHubReleases, type GitHubReleases } from '../src/index.ts'
import { scriptedApi, type Answer, type ScriptedApi } from './scripted-api.ts'

const releasesOf = ({ url }: Pick<ScriptedApi, 'url'>): GitHubReleases =>
  gitHubReleases({ token: 'ghs_not-a-real-token', apiUrl: url, owner: 'octo', repo: 'ship' })

const shown = (id: number, draft: boolean, tag = 'v1.0.0') => ({
  id,
  draft,
  html_url: `https://github.com/octo/ship/releases/${id}`,
  tag_name: tag,
})
const release = (id: number, draft: boolean, tag = 'v1.0.0') => ({
  id,
  draft,
  url: `https://github.com/octo/ship/releases/${id}`,
  tag,
})
const answer = (body: unknown, status = 200): Answer => ({ status, body })
const missing = answer({ message: 'Not Found' }, 404)
const trouble = answer({ message: 'Server Error' }, 502)
const invalid = (...errors: object[]): Answer => answer({ message: 'Validation Failed', errors }, 422)
const asked = ({ seen }: ScriptedApi): string[] =>
  seen.map(({ method, path }) => `${method} ${path.replace('/api/v3/repos/octo/ship', '')}`)

const request = { tag: 'v1.0.0', name: '1.0.0', body: 'notes', prerelease: false }

describe('finding a release', () => {
  it('that is public takes one request', async () => {
    await using api = await scriptedApi(answer(shown(7, false)))
    expect(await releasesOf(api).find('v1.0.0')).toEqual(release(7, false))
    expect(asked(api)).toEqual(['GET /releases/tags/v1.0.0'])
  })

  it('that is a draft goes through the list, page by page, until it is met', async () => {
    const first = { ...answer([shown(1, true, 'v0.9.0'), shown(2, false)]), headers: { link: '' } }
    await using api = await scriptedApi(missing, first, answer([shown(3, true)]))
    first.headers.link = `<${api.url}/repos/octo/ship/releases?per_page=100&page=2>; rel="next"`
    expect(await releasesOf(api).find('v1.0.0')).toEqual(release(3, true))
    expect(asked(api)).toEqual([
      'GET /releases/tags/v1.0.0',
      'GET /releases?per_page=100',
      'GET /releases?per_page=100&page=2',
    ])
  })

  it('that is nowhere says so', async () => {
    await using api = await scriptedApi(missing, answer([shown(1, true, 'v0.9.0')]))
    expect(await releasesOf(api).find('v1.0.0')).toBeUndefined()
  })
})

describe('drafting a release', () => {
  it('sends name, notes and tag, and nothing that would publish it', async () => {
    await using api = await scriptedApi(answer(shown(7, true), 201))
    expect(await releasesOf(api).draft(request)).toEqual(release(7, true))
    expect(api.seen[0]?.body).toEqual({
      tag_name: 'v1.0.0',
      name: '1.0.0',
      body: 'notes',
      prerelease: false,
      draft: true,
    })
  })

  it('whose answer was lost finds what it made', async () => {
    await using api = await scriptedApi('hang up', missing, answer([shown(7, true)]))
    expect(await releasesOf(api).draft(request)).toEqual(release(7, true))
    expect(asked(api).filter((line) => line.startsWith('POST'))).toHaveLength(1)
  })

  it('that did not happen is a failure, and is not tried blindly again', async () => {
    await using api = await scriptedApi(trouble, missing, answer([]))
    await expect(releasesOf(api).draft(request)).rejects.toMatchObject({
      code: 'GITHUB_UNAVAILABLE',
      message: 'could not draft the release of v1.0.0 in octo/ship: HTTP 502: Server Error',
    })
    expect(asked(api).filter((line) => line.startsWith('POST'))).toHaveLength(1)
  })
})

describe('publishing a release', () => {
  it('makes a draft public, the latest only where it shall be', async () => {
    await using api = await scriptedApi(answer(shown(7, true)), answer(shown(7, false)))
    expect(await releasesOf(api).publish(7, false)).toEqual(release(7, false))
    expect(api.seen[1]).toMatchObject({ method: 'PATCH', body: { draft: false, make_latest: 'false' } })
  })

  it('writes nothing where it is public already', async () => {
    await using api = await scriptedApi(answer(shown(7, false)))
    expect(await releasesOf(api).publish(7, true)).toEqual(release(7, false))
    expect(asked(api)).toEqual(['GET /releases/7'])
  })

  it('whose answer was lost finds it public', async () => {
    await using api = await scriptedApi(answer(shown(7, true)), 'hang up', answer(shown(7, false)))
    expect(await releasesOf(api).publish(7, true)).toEqual(release(7, false))
  })

  it('of a name that was burned says so', async () => {
    const burned = invalid(
      { resource: 'Release', code: 'custom', field: 'tag_name', message: 'tag_name was used by an immutable release' },
      { resource: 'Release', code: 'custom', message: 'Published releases must have a valid tag' },
    )
    await using api = await scriptedApi(answer(shown(7, true)), burned)
    expect(await releasesOf(api).publish(7, true)).toEqual({
      kind: 'burned',
      words: expect.stringContaining('tag_name was used by an immutable release'),
    })
  })

  it('that a run beside this one published takes that one, and the draft away', async () => {
    const taken = invalid({ resource: 'Release', code: 'already_exists', field: 'tag_name' })
    await using api = await scriptedApi(answer(shown(8, true)), taken, answer(shown(7, false)), { status: 204 })
    expect(await releasesOf(api).publish(8, true)).toEqual(release(7, false))
    expect(asked(api).at(-1)).toBe('DELETE /releases/8')
  })

  it.for<{ name: string; answers: Answer[]; code: string; message: string }>([
    {
      name: 'that did not happen is a failure',
      answers: [answer(shown(7, true)), trouble, answer(shown(7, true))],
      code: 'GITHUB_UNAVAILABLE',
      message: 'could not publish the release of v1.0.0 in octo/ship: HTTP 502',
    },
    {
      name: 'that GitHub does not want has its words',
      answers: [
        answer(shown(7, true)),
        invalid({ code: 'custom', message: 'Published releases must have a valid tag' }),
      ],
      code: 'RELEASE_REFUSED',
      message: 'Published releases must have a valid tag',
    },
    {
      name: 'that somebody deleted meanwhile is a failure',
      answers: [missing],
      code: 'REPOSITORY_NOT_FOUND',
      message: 'could not read the release 7',
    },
    {
      name: 'without the permission names it',
      answers: [answer(shown(7, true)), answer({ message: 'Resource not accessible by integration' }, 403)],
      code: 'PERMISSION_MISSING',
      message: 'could not publish the release of v1.0.0',
    },
  ])('$name', async ({ answers, code, message }) => {
    await using api = await scriptedApi(...answers)
    await expect(releasesOf(api).publish(7, true)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    })
  })
})
