import { describe, expect, it } from 'vitest'
import { Repository } from '@slipway/test-support/git/repository'
import { report } from '../src/report.ts'
import { warningsOf } from '../src/report/warnings.ts'
import { onGitHub } from './on-github.ts'
import { buildPull } from './pull-scene.ts'
import { inputsOf, logInMemory, outputsOf, play, type Changes } from './scene.ts'

const github = onGitHub()

/** v1.2.0, then a fix. */
function released(): Repository {
  const repository = Repository.of('feat: a').serve()
  repository.tag('v1.2.0')
  repository.commit('fix: b')
  return repository
}

interface Story {
  readonly name: string
  /** What happens on the remote after the checkout was made. */
  readonly remote?: (origin: Repository) => void
  /** What the checkout has of its own. */
  readonly checkout?: (clone: Repository) => void
  readonly changes?: Changes
  readonly expected: Readonly<Record<string, string>>
}

const next = { version: '1.2.1', 'previous-version': '1.2.0' }

const stories: readonly Story[] = [
  {
    name: 'a stale tag on what HEAD contains is no base',
    checkout: (clone) => void clone.tag('v1.9.0', 'HEAD~1'),
    expected: next,
  },
  {
    name: 'a stale tag on HEAD does not say that it is released',
    checkout: (clone) => void clone.annotatedTag('v1.2.1'),
    expected: { ...next, bump: 'patch' },
  },
  {
    name: 'a stale tag elsewhere takes no name',
    checkout(clone) {
      clone.git('checkout', '--quiet', '-b', 'side', 'HEAD~1')
      clone.commit('fix: side')
      clone.tag('v1.2.1')
      clone.git('checkout', '--quiet', 'main')
    },
    expected: next,
  },
  {
    name: 'a stale pre-release does not raise the version',
    checkout: (clone) => void clone.tag('v2.0.0-rc.1'),
    expected: next,
  },
  {
    name: 'a tag that was deleted on the remote does not count any more',
    remote: (origin) => void origin.git('tag', '--delete', 'v1.2.0'),
    expected: { version: '1.0.0', 'previous-version': '' },
  },
  {
    name: 'a tag that was moved on the remote is where the remote has it',
    remote: (origin) => void origin.git('tag', '--force', 'v1.2.0', 'HEAD'),
    expected: { version: '1.2.0', bump: 'none' },
  },
  {
    name: 'a release on HEAD that the checkout does not know yet is out',
    remote: (origin) => void origin.tag('v1.2.1'),
    expected: { version: '1.2.1', bump: 'none', 'previous-version': '1.2.1' },
  },
  {
    name: 'a version that another branch got meanwhile is taken',
    remote(origin) {
      origin.git('checkout', '--quiet', '-b', 'hotfix', 'HEAD~1')
      origin.commit('fix: elsewhere')
      origin.tag('v1.2.1')
      origin.git('checkout', '--quiet', 'main')
    },
    expected: { version: '1.2.2', 'previous-version': '1.2.0' },
  },
  {
    name: 'of a channel, steps that only the checkout has are not counted',
    checkout: (clone) => void clone.tag('v1.2.1-rc.7', 'HEAD~1'),
    changes: { branch: 'next', channels: [{ pattern: 'next', identifier: 'rc' }] },
    expected: { version: '1.2.1-rc.1', 'previous-version': '1.2.0' },
  },
]

const clones: readonly (readonly [name: string, ...options: readonly string[]])[] = [
  ['a full clone'],
  ['a shallow clone that holds the base', '--depth=2'],
  ['a treeless clone', '--filter=tree:0', '--no-checkout'],
]

describe.for(clones)('the tags of the remote count, whatever %s has:', ([, ...options]) => {
  it.for(stories)('$name', async ({ remote, checkout, changes, expected }) => {
    using origin = released()
    using clone = origin.clone(...options)
    checkout?.(clone)
    remote?.(origin)
    expect(await outputsOf(inputsOf(clone.directory, changes))).toMatchObject(expected)
  })
})

it('a stale tag of one package does not hide the release of another', async () => {
  using origin = Repository.empty()
  origin.commitFiles('feat: begin', { 'api/a': '1', 'web/a': '1' })
  origin.tag('api-v1.0.0')
  origin.tag('web-v1.0.0')
  origin.commitFiles('fix: both', { 'api/a': '2', 'web/a': '2' })
  using clone = origin.clone()
  clone.tag('api-v1.0.1')
  origin.tag('web-v1.0.1')
  const packages = ['api', 'web'].map((name) => ({ name, include: [name], exclude: [] }))
  const { releases } = await play(inputsOf(clone.directory, { packages, tagPrefix: '{package}-v' }))
  expect(releases.map(({ name, plan }) => [name, plan.bump, plan.tag])).toEqual([
    ['api', 'patch', 'api-v1.0.1'],
    ['web', 'none', 'web-v1.0.1'],
  ])
})

it('says which tags of the checkout do not count, and lists them with the others that are not the base', async () => {
  using origin = released()
  using clone = origin.clone()
  for (const name of ['v1.3.0', 'v1.4.0', 'v1', 'nightly']) clone.tag(name)
  clone.git('tag', '--force', 'v1.2.0', 'HEAD')
  const log = logInMemory()
  const result = await play(inputsOf(clone.directory), log)
  expect(log.lines).toContain(
    'tags that only this checkout has, and not the remote, do not count: v1.4.0, v1.3.0; they are left from an earlier job, or were never pushed',
  )
  expect(log.lines).toContain(
    'tags that the remote has on another commit than this checkout count as the remote has them: v1.2.0',
  )
  expect(result.releases[0]?.rejected).toEqual(
    expect.arrayContaining([expect.objectContaining({ name: 'v1.3.0', because: 'not-on-remote' })]),
  )
  expect(report(result).summary).toContain('`v1.3.0`: only in this checkout, not on the remote')
  expect(warningsOf(result)).toEqual([])
})

const gone = 'file:///nowhere/at/all'

describe('a remote that cannot be asked', () => {
  it('is told in a preview, with what it means and what helps; the tags of the checkout count then', async () => {
    using origin = released()
    using clone = origin.clone()
    clone.git('remote', 'set-url', 'origin', gone)
    const result = await play(inputsOf(clone.directory))
    expect(report(result).outputs).toMatchObject(next)
    const [warning = ''] = warningsOf(result)
    expect(warning).toMatch(/could not be asked for its tags.*the tags of this checkout count/)
    expect(warning).toMatch(/may be out already.*contents: read/)
    expect(report(result).annotations).toMatchObject([{ level: 'warning', message: warning }])
    expect(report(result).summary).toMatch(/could not be asked for its tags/)
  })

  it('is told on a pull request, which may come without any access', async () => {
    const { repository, pull } = buildPull({ title: 'fix: c', commits: ['fix: c'] })
    using origin = repository
    using clone = origin.clone('--no-checkout')
    clone.git('fetch', '--quiet', 'origin', 'refs/pull/7/merge')
    clone.git('checkout', '--quiet', '--detach', 'FETCH_HEAD')
    clone.git('remote', 'set-url', 'origin', gone)
    const result = await play(inputsOf(clone.directory, { pull }))
    expect(warningsOf(result)).toEqual([expect.stringContaining('could not be asked for its tags')])
    expect(result.pull?.merge?.tag).toBe('v1.2.1')
  })

  it('is nothing to tell where GitHub can be asked instead, whose tags count', async () => {
    using origin = released()
    using clone = origin.clone()
    origin.tag('v1.2.1')
    await github.publish('instead', origin)
    clone.git('remote', 'set-url', 'origin', gone)
    clone.tag('v1.9.0', 'HEAD~1')
    const result = await play(github.inputs('instead', clone, { mode: 'preview' }))
    expect(report(result).outputs).toMatchObject({ version: '1.2.1', bump: 'none' })
    expect(warningsOf(result)).toEqual([])
  })

  it('is told once where neither it nor GitHub answers', async () => {
    using origin = released()
    using clone = origin.clone()
    await github.publish('refusing', origin)
    clone.git('remote', 'set-url', 'origin', gone)
    github.cloud.world.github.fail({
      method: 'GET',
      path: '/repos/octo/refusing/git/matching-refs/*',
      status: 403,
      message: 'Resource not accessible by integration',
      times: 2,
    })
    const result = await play(github.inputs('refusing', clone, { mode: 'preview' }))
    expect(report(result).outputs).toMatchObject(next)
    expect(warningsOf(result)).toEqual([expect.stringContaining('could not be asked for its tags')])
    clone.git('tag', '--delete', 'v1.2.0')
    await expect(play(github.inputs('refusing', clone, { mode: 'preview' }))).rejects.toMatchObject({
      code: 'HISTORY_UNAVAILABLE',
    })
  })
})

describe('what is tagged on GitHub', () => {
  it('rises from the tags that GitHub has, not from what only the checkout has', async () => {
    using origin = released()
    await github.publish('stale', origin)
    using clone = await github.checkout('stale')
    clone.tag('v1.9.0', 'HEAD~1')
    clone.tag('v1.2.1', 'HEAD')
    const { releases } = await play(github.inputs('stale', clone))
    expect(releases).toMatchObject([{ outcome: 'created', plan: { tag: 'v1.2.1', base: { name: 'v1.2.0' } } }])
    expect(Object.keys(github.tags('stale'))).toEqual(['v1.2.0', 'v1.2.1'])
  })

  it('is what was planned where the checkout has a tag elsewhere than GitHub', async () => {
    using origin = released()
    await github.publish('moved', origin)
    using clone = await github.checkout('moved')
    clone.git('tag', '--force', 'v1.2.0', 'HEAD')
    const { releases } = await play(github.inputs('moved', clone))
    expect(releases).toMatchObject([{ outcome: 'created', plan: { tag: 'v1.2.1' } }])
  })
})
