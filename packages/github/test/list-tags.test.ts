import { describe, expect, it } from 'vitest'
import { gitHubTags, type GitHubTags } from '../src/index.ts'
import { scriptedApi, type ScriptedApi } from './scripted-api.ts'

const sha = 'a'.repeat(40)
const object = 'b'.repeat(40)

const tagsOf = ({ url }: Pick<ScriptedApi, 'url'>): GitHubTags =>
  gitHubTags({ token: 'ghs_not-a-real-token', apiUrl: url, owner: 'octo', repo: 'ship' })

const ref = (name: string, type = 'commit', at = sha) => ({ ref: `refs/tags/${name}`, object: { type, sha: at } })
const points = (type: string, at: string) => ({ status: 200, body: { object: { type, sha: at } } })
const pathsOf = ({ seen }: ScriptedApi): string[] => seen.map(({ path }) => path.replace(/^.*\/repos\/octo\/ship/, ''))

describe('listing tags', () => {
  it('asks for the prefix once', async () => {
    await using api = await scriptedApi({ status: 200, body: [ref('api/v1.0.0'), ref('api/v1.1.0')] })
    expect(await tagsOf(api).list('api/v')).toEqual([
      { name: 'api/v1.0.0', commit: sha },
      { name: 'api/v1.1.0', commit: sha },
    ])
    expect(pathsOf(api)).toEqual(['/git/matching-refs/tags/api/v'])
  })

  it('follows pages where the server makes some', async () => {
    const first = { status: 200, body: [ref('v1')], headers: { link: '' } }
    await using api = await scriptedApi(first, { status: 200, body: [ref('v2')] })
    first.headers.link = `<${api.url}/repos/octo/ship/git/matching-refs/tags/?page=2>; rel="next"`
    expect((await tagsOf(api).list('')).map(({ name }) => name)).toEqual(['v1', 'v2'])
  })

  it('follows a few annotations one by one, through annotations, and knows what is no commit', async () => {
    await using api = await scriptedApi(
      { status: 200, body: [ref('v1', 'tag', object), ref('v2'), ref('v3', 'tree')] },
      points('tag', 'c'.repeat(40)),
      points('commit', sha),
    )
    expect(await tagsOf(api).list('v')).toEqual([
      { name: 'v1', commit: sha },
      { name: 'v2', commit: sha },
      { name: 'v3', commit: undefined },
    ])
    expect(pathsOf(api).slice(1)).toEqual([`/git/tags/${object}`, `/git/tags/${'c'.repeat(40)}`])
  })

  it('does not follow what is known again, and believes nothing else of it', async () => {
    await using api = await scriptedApi({ status: 200, body: [ref('v1', 'tag', object), ref('v2')] })
    const known = [
      { name: 'v1', commit: sha },
      { name: 'v2', commit: object },
      { name: 'v3', commit: sha },
    ]
    expect(await tagsOf(api).list('v', known)).toEqual([
      { name: 'v1', commit: sha },
      { name: 'v2', commit: sha },
    ])
    expect(pathsOf(api)).toHaveLength(1)
  })

  it('follows many annotations a hundred a request', async () => {
    const names = Array.from({ length: 50 }, (_, index) => `v1.0.${index}`)
    const body = names.map((name) => ref(name, 'tag', object))
    const shown = names.map((name) => ({ name, commit: { sha } }))
    await using api = await scriptedApi({ status: 200, body }, { status: 200, body: shown })
    expect(await tagsOf(api).list('v')).toEqual(names.map((name) => ({ name, commit: sha })))
    expect(pathsOf(api)).toEqual(['/git/matching-refs/tags/v', '/tags?per_page=100'])
  })
})

describe('reading', () => {
  const trouble = { status: 502, body: { message: 'Server Error' } }

  it('is tried again when GitHub is in trouble or silent', async () => {
    await using api = await scriptedApi(trouble, 'hang up', { status: 200, body: [ref('v1')] })
    expect(await tagsOf(api).list('v')).toEqual([{ name: 'v1', commit: sha }])
  })

  it('is given up after three tries', async () => {
    await using api = await scriptedApi(trouble, trouble, trouble, trouble)
    await expect(tagsOf(api).list('v')).rejects.toMatchObject({
      code: 'GITHUB_UNAVAILABLE',
      message: 'could not list the tags that begin with "v" in octo/ship: HTTP 502: Server Error',
    })
    expect(api.seen).toHaveLength(3)
  })
})
