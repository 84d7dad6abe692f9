import { describe, expect, it } from 'vitest'
import { report } from '../src/report.ts'
import { onGitHub } from './on-github.ts'
import { buildPull, type PullScene } from './pull-scene.ts'
import { play, type Changes } from './scene.ts'

const github = onGitHub()

const scene: PullScene = { title: 'fix: words', commits: ['feat: a', 'docs: b'] }

async function published(name: string, given: PullScene = scene) {
  const { repository, pull } = buildPull(given)
  await github.publish(name, repository)
  await github.cloud.putPull(`octo/${name}`, { number: 7, title: given.title, head: pull.headSha, headRef: 'topic' })
  const inputs = (changes: Changes = {}) => github.inputs(name, repository, { mode: 'preview', pull, ...changes })
  return { repository, inputs, [Symbol.dispose]: () => repository[Symbol.dispose]() }
}

const comments = (name: string): readonly (string | undefined)[] =>
  github.cloud.world.github.repositories.get(`octo/${name}`)?.comments.map(({ body }) => body) ?? []

describe('the comment on a pull request', () => {
  it('is written once, left alone, and brought up to date', async () => {
    using pull = await published('comment')
    expect((await play(pull.inputs())).pull?.comment).toBe('created')
    expect((await play(pull.inputs())).pull?.comment).toBe('unchanged')
    const [text] = comments('comment')
    expect(text).toMatch(/squash.*v1\.2\.1/)
    expect(text).toMatch(/merge.*v1\.3\.0/)
    const policy = { defaultBump: 'minor' } as const
    const retitled = { ...pull.inputs().pull, title: 'feat!: more' } as NonNullable<
      ReturnType<typeof pull.inputs>['pull']
    >
    expect((await play(pull.inputs({ pull: retitled, policy }))).pull?.comment).toBe('updated')
    expect(comments('comment')).toMatchObject([expect.stringContaining('v2.0.0')])
  })

  it('is not written when it is not wanted', async () => {
    using pull = await published('silent')
    expect((await play(pull.inputs({ comment: false }))).pull?.comment).toBe('off')
    expect(comments('silent')).toEqual([])
  })

  it.for([
    ['forbidden', 403, 'Resource not accessible by integration', 'forbidden'],
    ['unavailable', 502, 'Bad gateway', 'failed'],
    ['limited', 429, 'API rate limit exceeded', 'failed'],
    ['invisible', 404, 'Not Found', 'failed'],
  ] as const)(
    'that cannot be written (%s) fails nothing: the summary says the same',
    async ([name, status, message, state]) => {
      using pull = await published(name)
      github.cloud.world.github.fail({ path: `/repos/octo/${name}/issues/*`, status, message, times: 9 })
      const result = await play(pull.inputs())
      expect(result.pull?.comment).toBe(state)
      expect(report(result).failure).toBeUndefined()
      expect(report(result).summary).toMatch(/squash.*v1\.2\.1/)
      github.cloud.world.github.failures.length = 0
    },
  )
})

describe('what the checkout does not tell of a pull request', () => {
  it('is asked of GitHub, where the base is checked out', async () => {
    using pull = await published('target', { ...scene, checkout: 'base' })
    const result = await play(pull.inputs())
    expect(result.warnings).toEqual([])
    expect([result.pull?.squash?.tag, result.pull?.merge?.tag]).toEqual(['v1.2.1', 'v1.3.0'])
  })

  it('is a warning when GitHub does not tell either', async () => {
    using pull = await published('untold', { ...scene, checkout: 'base' })
    github.cloud.world.github.fail({ path: '/repos/octo/untold/pulls/7/commits', status: 403, message: 'No' })
    const result = await play(pull.inputs())
    expect(result.warnings).toMatchObject([
      /does not tell what the pull request #7 brings.*pull-requests: read|HTTP 403/,
    ])
    expect(report(result).failure).toBeUndefined()
  })
})

it('a pull request without any checkout is read over the API', async () => {
  using pull = await published('api')
  const empty = pull.inputs({ directory: '/nonexistent', sha: pull.repository.git('rev-parse', 'HEAD') })
  // GitHub has its merge of the event under a ref of its own.
  await pull.repository.talk(
    'push',
    '--quiet',
    `http://x:${github.cloud.env['GITHUB_TOKEN']}@${github.cloud.registryHost}/octo/api.git`,
    'HEAD:refs/heads/merge-of-7',
  )
  const result = await play(empty)
  expect(result.source).toBe('api')
  expect([result.pull?.squash?.tag, result.pull?.merge?.tag]).toEqual(['v1.2.1', 'v1.3.0'])
})

it('a major whose approval cannot be read is a warning on a pull request', async () => {
  using pull = await published('unreadable', { title: 'feat!: a', commits: ['feat!: a'] })
  const failing = { path: '/repos/octo/unreadable/commits/*/pulls', status: 403, message: 'No', times: 99 }
  github.cloud.world.github.fail(failing)
  const result = await play(pull.inputs({ policy: { majorPolicy: 'require-approval' } }))
  expect(result.pull?.merge?.refusal).toMatchObject({ code: 'MAJOR_NOT_APPROVED' })
  expect(report(result).failure).toBeUndefined()
})
