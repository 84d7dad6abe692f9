import { describe, expect, it } from 'vitest'
import { gitHubTags, type GitHubTags } from '../src/index.ts'
import { scriptedApi, type Answer, type ScriptedApi } from './scripted-api.ts'

const sha = 'a'.repeat(40)

const tagsOf = ({ url }: Pick<ScriptedApi, 'url'>): GitHubTags =>
  gitHubTags({ token: 'ghs_not-a-real-token', apiUrl: url, owner: 'octo', repo: 'ship' })

const missing: Answer = { status: 404, body: { message: 'Not Found' } }
const restricted: Answer = {
  status: 422,
  body: { message: 'Repository rule violations found\n\nCannot create ref due to creations being restricted.\n\n' },
}
const reserved: Answer = { status: 422, body: { message: 'tag_name was used by an immutable release' } }
const ruleset = (name: string, more = {}) => ({ id: 7, name, target: 'tag', enforcement: 'active', ...more })
const rules = (...types: string[]): Answer => ({ status: 200, body: { id: 7, rules: types.map((type) => ({ type })) } })

describe('a name that an immutable release had', () => {
  it.for<{ name: string; answers: Answer[]; words: string }>([
    {
      name: 'is burned where GitHub says so',
      answers: [reserved, missing],
      words: 'tag_name was used by an immutable release',
    },
    {
      name: 'is burned where creation is restricted and no ruleset does that',
      answers: [restricted, missing, { status: 200, body: [] }],
      words: 'creations being restricted',
    },
    {
      name: 'is burned where rulesets restrict other things',
      answers: [
        restricted,
        missing,
        {
          status: 200,
          body: [
            ruleset('off', { enforcement: 'evaluate' }),
            ruleset('branches', { target: 'branch' }),
            ruleset('no moves'),
          ],
        },
        rules('update', 'deletion'),
      ],
      words: 'creations being restricted',
    },
  ])('$name', async ({ answers, words }) => {
    await using api = await scriptedApi(...answers)
    expect(await tagsOf(api).create('v1.0.0', sha)).toEqual({ kind: 'burned', words: expect.stringContaining(words) })
  })

  it('exists where the tag was never deleted', async () => {
    const there: Answer = { status: 200, body: { object: { type: 'commit', sha } } }
    await using api = await scriptedApi(reserved, there)
    expect(await tagsOf(api).create('v1.0.0', sha)).toEqual({ kind: 'exists', commit: sha })
  })
})

describe('a tag that rules forbid', () => {
  it('names the rulesets', async () => {
    await using api = await scriptedApi(
      restricted,
      missing,
      { status: 200, body: [ruleset('release tags')] },
      rules('creation'),
    )
    await expect(tagsOf(api).create('v1.0.0', sha)).rejects.toMatchObject({
      code: 'TAG_REFUSED',
      message: expect.stringContaining('(rulesets that restrict the creation of tags: release tags)'),
      remedy: expect.stringContaining('rules of the repository'),
    })
  })

  it('has GitHub’s words where the rulesets cannot be read', async () => {
    await using api = await scriptedApi(restricted, missing, { status: 403, body: { message: 'no' } })
    await expect(tagsOf(api).create('v1.0.0', sha)).rejects.toMatchObject({
      code: 'TAG_REFUSED',
      message: expect.stringContaining('Cannot create ref due to creations being restricted.'),
    })
  })
})

describe('an unclear answer', () => {
  it.for<{ name: string; lost: Answer | 'hang up' }>([
    { name: 'of a server in trouble', lost: { status: 502, body: { message: 'Server Error' } } },
    { name: 'that never came', lost: 'hang up' },
  ])('$name is followed by a look at what stands', async ({ lost }) => {
    await using api = await scriptedApi(lost, { status: 200, body: { object: { type: 'commit', sha } } })
    expect(await tagsOf(api).create('v1.0.0', sha)).toEqual({ kind: 'exists', commit: sha })
    expect(api.seen.map(({ method }) => method)).toEqual(['POST', 'GET'])
  })
})
