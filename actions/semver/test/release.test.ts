import { describe, expect, it } from 'vitest'
import { examples } from '@slipway/test-support/sampling/sampling'
import { Repository } from '@slipway/test-support/git/repository'
import type { PackageRelease } from '../src/result.ts'
import { onGitHub } from './on-github.ts'
import { logInMemory, play, withoutFiles, type Changes } from './scene.ts'
import { report } from '../src/report.ts'

const github = onGitHub()

function begun(): Repository {
  const repository = Repository.of('feat: begin')
  repository.tag('v1.2.0')
  repository.commit('feat: b')
  return repository
}

async function release(name: string, clone: Repository, changes: Changes = {}): Promise<PackageRelease> {
  const { releases } = await play(github.inputs(name, clone, { mode: 'release', ...changes }))
  const [only] = releases
  if (only === undefined) throw new Error('there is no release')
  return only
}

const api = (name: string, rest: string): string => `/repos/octo/${name}/${rest}`

describe('a release', () => {
  it('is drafted, published and made the latest, with its notes; then the floating tags move', async () => {
    using origin = begun()
    origin.tag('v1', 'v1.2.0')
    const head = origin.git('rev-parse', 'HEAD')
    await github.publish('whole', origin)
    expect(await release('whole', origin)).toMatchObject({
      outcome: 'created',
      release: { state: 'published', url: expect.stringContaining('/octo/whole/releases/tag/v1.3.0') },
      floating: [
        { tag: 'v1', state: 'moved' },
        { tag: 'v1.3', state: 'created' },
      ],
    })
    expect(github.tags('whole')).toMatchObject({ 'v1.3.0': head, v1: head, 'v1.3': head })
    expect(github.releases('whole')).toEqual({ 'v1.3.0': 'latest' })
    expect(github.written('whole').map(([tag]) => tag)).toEqual(['v1.3.0', 'v1', 'v1.3'])
  })

  it('of a channel is a pre-release, never the latest, and moves no floating tag', async () => {
    using origin = begun()
    await github.publish('channel', origin)
    const changes: Changes = { branch: 'next', channels: [{ pattern: 'next', identifier: 'rc' }] }
    expect(await release('channel', origin, changes)).toMatchObject({ outcome: 'created', floating: [] })
    expect(github.releases('channel')).toEqual({ 'v1.3.0-rc.1': 'prerelease' })
    expect(Object.keys(github.tags('channel')).sort()).toEqual(['v1.2.0', 'v1.3.0-rc.1'])
  })

  it('of an older line moves its own minor only, and leaves v1 and the latest where they are', async () => {
    using origin = begun()
    origin.git('checkout', '--quiet', '-b', '1.2.x', 'v1.2.0')
    const fix = origin.commit('fix: for 1.2')
    origin.git('checkout', '--quiet', 'main')
    await github.publish('older', origin)
    await release('older', origin)
    origin.git('checkout', '--quiet', '1.2.x')
    expect(await release('older', origin, { branch: '1.2.x' })).toMatchObject({
      plan: { tag: 'v1.2.1' },
      floating: [{ tag: 'v1.2', state: 'created' }],
    })
    const main = origin.git('rev-parse', 'main')
    expect(github.tags('older')).toMatchObject({ v1: main, 'v1.3': main, 'v1.2': fix })
    expect(github.releases('older')).toEqual({ 'v1.3.0': 'latest', 'v1.2.1': 'published' })
  })

  it('without floating tags makes none', async () => {
    using origin = begun()
    await github.publish('plain', origin)
    expect(await release('plain', origin, { floatingTags: false })).toMatchObject({ floating: [] })
    expect(Object.keys(github.tags('plain')).sort()).toEqual(['v1.2.0', 'v1.3.0'])
  })
})

describe('what a stopped run left is finished by the next one', () => {
  it.for([
    ['without-release', 'POST', 'releases'],
    ['a-draft', 'PATCH', 'releases/*'],
    ['without-floating', 'POST', 'git/refs'],
    ['floating-behind', 'PATCH', 'git/refs/*'],
  ] as const)('%s', async ([name, method, path]) => {
    using origin = begun()
    if (name === 'floating-behind') origin.tag('v1', 'v1.2.0')
    await github.publish(name, origin)
    // The tag itself is made before the floating ones.
    if (name === 'without-floating') await play(github.inputs(name, origin))
    github.cloud.world.github.fail({ method, path: api(name, path), status: 403, message: 'Stop here' })
    await expect(release(name, origin)).rejects.toMatchObject({ code: 'PERMISSION_MISSING' })
    const finished = await release(name, origin)
    expect(finished).toMatchObject({ outcome: 'already', plan: { tag: 'v1.3.0' }, floating: [{}, {}] })
    expect(github.releases(name)).toEqual({ 'v1.3.0': 'latest' })
    const head = origin.git('rev-parse', 'HEAD')
    expect(github.tags(name)).toMatchObject({ 'v1.3.0': head, v1: head, 'v1.3': head })
    expect(await release(name, origin)).toMatchObject({
      release: { state: 'already' },
      floating: [{ state: 'unchanged' }, { state: 'unchanged' }],
    })
  })
})

describe('releases at once', () => {
  it.for([2, examples('releases at once', 20, 6).numRuns])(
    '%i, on as many commits, leave v1 on the highest',
    async (count) => {
      using origin = begun()
      const name = `at-once-${count}`
      for (let index = 1; index < count; index++) origin.commit(index % 3 === 0 ? `feat: ${index}` : `fix: ${index}`)
      const shas = origin.git('rev-list', 'v1.2.0..main').split('\n')
      await github.publish(name, origin)
      const clones = shas.map((sha) => {
        const clone = origin.clone('--no-checkout')
        clone.git('update-ref', '--no-deref', 'HEAD', sha)
        return clone
      })
      try {
        await Promise.all(clones.map((clone) => release(name, clone)))
        const tags = github.tags(name)
        const versions = Object.keys(tags).filter((tag) => /^v\d+\.\d+\.\d+$/.test(tag))
        const [highest = ''] = versions.toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }))
        expect(tags['v1'], JSON.stringify(tags)).toBe(tags[highest])
        expect(tags[highest.replace(/\.\d+$/, '')]).toBe(tags[highest])
        expect(Object.keys(github.releases(name)).sort()).toEqual(versions.filter((tag) => tag !== 'v1.2.0').sort())
        expect(github.releases(name)[highest]).toBe('latest')
      } finally {
        for (const clone of clones) clone[Symbol.dispose]()
      }
    },
  )

  it('on one commit say the same', async () => {
    using origin = begun()
    await github.publish('same', origin)
    const runs = [1, 2, 3].map(() => play(github.inputs('same', origin, { mode: 'release' })))
    const outputs = (await Promise.all(runs)).map((result) => report(result).outputs)
    expect(new Set(outputs.map(withoutFiles)).size).toBe(1)
    expect(github.releases('same')).toEqual({ 'v1.3.0': 'latest' })
  })
})

describe('a name that an immutable release had', () => {
  /** v1.3.0 was released and deleted; its tag may still stand, and be on the commit. */
  async function burned(name: string, origin: Repository): Promise<void> {
    await github.publish(name, origin)
    github.cloud.world.github.repositories.get(`octo/${name}`)?.burned.add('v1.3.0')
  }

  it.for([
    ['tag', 'when the tag is made'],
    ['release', 'when the release is published'],
  ] as const)('is passed, and said so (%s: %s)', async ([mode]) => {
    using origin = begun()
    const name = `burned-${mode}`
    if (mode === 'release') origin.tag('v1.3.0')
    await burned(name, origin)
    const log = logInMemory()
    const result = await play(github.inputs(name, origin, { mode }), log)
    expect(result.releases).toMatchObject([
      { outcome: 'created', plan: { tag: 'v1.3.1', skipped: [{ tag: 'v1.3.0', because: 'burned' }] } },
    ])
    expect(log.lines.join('\n')).toMatch(/v1\.3\.0 belonged to an immutable release/)
    expect(report(result).summary).toMatch(/v1\.3\.0.*used by an immutable release/)
    expect(github.releases(name)['v1.3.1']).toBe(mode === 'release' ? 'latest' : undefined)
  })

  it.for(['tag', 'release'] as const)('fails when it is the version that was given (%s)', async (mode) => {
    using origin = begun()
    const name = `burned-given-${mode}`
    if (mode === 'release') origin.tag('v1.3.0')
    await burned(name, origin)
    await expect(play(github.inputs(name, origin, { mode, version: '1.3.0' }))).rejects.toMatchObject({
      code: 'VERSION_BURNED',
      message: expect.stringContaining('v1.3.0'),
    })
  })
})

describe('several packages', () => {
  const changes: Changes = {
    mode: 'release',
    tagPrefix: '{package}-v',
    packages: [
      { name: 'api', include: ['api'], exclude: [] },
      { name: 'web', include: ['web'], exclude: [] },
      { name: 'docs', include: ['docs'], exclude: [] },
    ],
  }
  function monorepo(): Repository {
    const repository = Repository.empty()
    repository.commitFiles('feat: begin', { 'api/a': '1', 'web/a': '1', 'docs/a': '1' })
    for (const name of ['api', 'web', 'docs']) repository.tag(`${name}-v1.0.0`)
    repository.commitFiles('feat: both', { 'api/a': '2', 'web/a': '2' })
    return repository
  }
  const all = { 'api-v1.1.0': 'published', 'web-v1.1.0': 'published' }

  it('are tagged and released in one run; a second one does nothing', async () => {
    using origin = monorepo()
    await github.publish('mono', origin)
    const outcomes = async (): Promise<readonly unknown[]> =>
      (await play(github.inputs('mono', origin, changes))).releases.map(({ outcome }) => outcome)
    expect(await outcomes()).toEqual(['created', 'created', 'nothing'])
    expect(github.releases('mono')).toEqual(all)
    const before = github.written('mono').length
    expect(await outcomes()).toEqual(['already', 'already', 'nothing'])
    expect(github.written('mono')).toHaveLength(before)
    expect(Object.keys(github.tags('mono'))).toEqual(expect.arrayContaining(['api-v1', 'api-v1.1', 'web-v1']))
  })

  it('of which one failed are finished by the next run', async () => {
    using origin = monorepo()
    await github.publish('half', origin)
    for (const times of [1, 2]) {
      const path = api('half', times === 1 ? 'git/refs' : 'releases/*')
      github.cloud.world.github.fail({ method: times === 1 ? 'POST' : 'PATCH', path, status: 403, message: 'No' })
      await expect(play(github.inputs('half', origin, changes))).rejects.toMatchObject({ code: 'PERMISSION_MISSING' })
    }
    expect(github.releases('half')).toEqual({ 'api-v1.1.0': 'draft' })
    expect((await play(github.inputs('half', origin, changes))).releases.map(({ outcome }) => outcome)).toEqual([
      'already',
      'created',
      'nothing',
    ])
    expect(github.releases('half')).toEqual(all)
  })
})
