import { describe, expect, it } from 'vitest'
import { gitHubTags } from '../src/index.ts'
import { scriptedApi, type Answer } from './scripted-api.ts'

const sha = 'a'.repeat(40)
const refused = (status: number, message: string, headers: Record<string, string> = {}): Answer => ({
  status,
  body: { message },
  headers,
})

describe('a failure says what would let the call pass', () => {
  it.for<{ name: string; answers: Answer[]; code: string; remedy: string }>([
    {
      name: 'the time a secondary limit wants',
      answers: [refused(403, 'You have exceeded a secondary rate limit.', { 'retry-after': '60' })],
      code: 'RATE_LIMITED',
      remedy: 'run the job again in 60 s, when the limit has reset',
    },
    {
      name: 'a secondary limit that says no time',
      answers: [refused(403, 'You have exceeded a secondary rate limit. Please wait a few minutes.')],
      code: 'RATE_LIMITED',
      remedy: 'run the job again when the limit has reset',
    },
    {
      name: 'the time at which the primary limit resets',
      answers: [refused(429, 'API rate limit exceeded', { 'x-ratelimit-reset': '1790000000' })],
      code: 'RATE_LIMITED',
      remedy: 'run the job again when the limit has reset, at 2026-09-21T14:13:20.000Z',
    },
    {
      name: 'a private repository',
      answers: [refused(404, 'Not Found')],
      code: 'REPOSITORY_NOT_FOUND',
      remedy:
        'check that it exists and that the token may see the repository, above all a private one: permissions: contents: write',
    },
    {
      name: 'a ruleset',
      answers: [
        refused(422, 'GH013: Repository rule violations found for refs/tags/v1.0.0.'),
        refused(404, 'Not Found'),
      ],
      code: 'TAG_REFUSED',
      remedy:
        'see the rules of the repository (Settings, Rules, Rulesets): let the token bypass the one that refuses this, or change it',
    },
    {
      name: 'workflow files, in words',
      answers: [
        refused(
          403,
          'refusing to allow a GitHub App to create or update workflow `a.yml` without `workflows` permission',
        ),
      ],
      code: 'PERMISSION_MISSING',
      remedy:
        "grant the job permissions: contents: write; where the commit's workflow files differ from the branch, GitHub wants workflows: write too, which only the token of an App or a person can have",
    },
    {
      name: 'a commit that was not pushed',
      answers: [refused(422, 'Object does not exist'), refused(404, 'Not Found')],
      code: 'TAG_REFUSED',
      remedy: 'see the rules of the repository for tags, and that the commit was pushed',
    },
  ])('$name', async ({ answers, code, remedy }) => {
    await using api = await scriptedApi(...answers)
    const tags = gitHubTags({ token: 'ghs_not-a-real-token', apiUrl: api.url, owner: 'octo', repo: 'ship' })
    await expect(tags.create('v1.0.0', sha)).rejects.toMatchObject({ code, remedy })
  })
})
