import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, watch, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openGit } from '../src/index.ts'
import { Checkout, filesIn, fingerprint, read } from './checkout.ts'
import { built, shapes } from './histories.ts'
import { cleanEnvironment, Repository } from '@slipway/test-support/git/repository'

const straight = (...tags: readonly string[]): Repository => {
  const origin = Repository.empty().serve()
  for (let index = 0; index < 12; index += 1) {
    origin.change(`fix: ${index}`, `packages/${index % 4}/file`, 'CHANGES')
    if (tags[index] !== undefined && tags[index] !== '') origin.tag(tags[index] ?? '')
  }
  return origin
}

const depthOne = (origin: Repository): Checkout => new Checkout(origin.clone('--depth=1'))

describe('history since the base', () => {
  const rows = shapes.flatMap((shape) => [false, true].map((paths) => ({ ...shape, paths })))
  it.for(rows)('is exact when it is $name (paths: $paths)', async ({ paths, ...shape }) => {
    using origin = built(shape)
    using checkout = depthOne(origin)
    const base = origin.git('rev-parse', 'v1.0.0')
    const head = origin.git('rev-parse', 'main')
    const whole = await openGit({ directory: origin.directory, env: cleanEnvironment })
    const { git, fetched, bases, dispose } = await checkout.complete({ paths })
    expect({ fetched, bases }).toEqual({ fetched: 'exclude', bases: [{ name: 'v1.0.0', commit: base }] })
    const expected = await read(whole, [base], head, { paths, topological: true })
    expect(await read(git, [base], head, { paths, topological: true })).toEqual(expected)
    expect(await git.shas({ from: [base], to: head })).toEqual(await whole.shas({ from: [base], to: head }))
    expect(await git.cut({ from: [base], to: head })).toBe(false)
    await dispose()
    expect(checkout.left()).toEqual([])
  })

  it('is less by what was merged when --shallow-exclude alone fetches it', () => {
    const lost = shapes.map((shape) => {
      using origin = built(shape)
      using clone = origin.clone('--no-checkout', '--shallow-exclude=v1.0.0')
      const count = (repository: Repository, range: string): number =>
        Number(repository.git('rev-list', '--count', range))
      return count(origin, 'v1.0.0..main') - count(clone, 'HEAD')
    })
    expect(lost).toEqual([0, 0, 2, 4, 0, 2])
  })

  it('has HEAD, the tags that are in it, and no branch', async () => {
    using origin = straight('v0.9.0', '', '', '', '', '', 'v1.0.0', '', 'v1.1.0-rc.1')
    using checkout = depthOne(origin)
    const rc = origin.git('rev-parse', 'v1.1.0-rc.1')
    const base = origin.git('rev-parse', 'v1.0.0')
    const candidates = [
      { name: 'v1.0.0', commit: base },
      { name: 'v1.1.0-rc.1', commit: rc },
    ]
    const { git, dispose } = await checkout.complete({ candidates })
    expect(await git.head()).toBe(origin.git('rev-parse', 'main'))
    expect(await git.branch()).toBe(undefined)
    expect(await git.tags()).toEqual(candidates)
    expect(await git.isAncestor(rc, 'HEAD')).toBe(true)
    expect(await git.isAncestor(origin.git('rev-parse', 'v0.9.0'), 'HEAD')).toBe(false)
    await dispose()
  })
})

describe('the boundary', () => {
  it('does not count as touching every path, although it looks like a root', async () => {
    using origin = straight('', '', '', '', '', '', 'v1.0.0')
    using shallow = origin.clone('--no-checkout', '--shallow-exclude=v1.0.0')
    const naive = (path: string): string => shallow.git('rev-list', '--count', 'HEAD', '--', path)
    using checkout = depthOne(origin)
    const { git, bases, dispose } = await checkout.complete({ paths: true })
    const found = await read(git, [bases[0]?.commit ?? ''], 'HEAD', { paths: true })
    const counts = [0, 1, 2, 3].map(
      (name) => found.filter(({ paths }) => paths.includes(`packages/${name}/file`)).length,
    )
    expect(counts).toEqual([1, 1, 1, 2])
    expect([0, 1, 2, 3].map((name) => Number(naive(`packages/${name}`)))).toEqual([2, 2, 2, 2])
    await dispose()
  })

  it('comes with its trees when paths are asked for, which tree:0 could not answer', async () => {
    using origin = straight('', '', '', '', '', '', 'v1.0.0')
    using checkout = depthOne(origin)
    const without = await checkout.complete({ paths: false })
    await expect(read(without.git, [without.bases[0]?.commit ?? ''], 'HEAD', { paths: true })).rejects.toThrow(
      'git log',
    )
    await without.dispose()
    const withPaths = await checkout.complete({ paths: true })
    const found = await read(withPaths.git, [withPaths.bases[0]?.commit ?? ''], 'HEAD', { paths: true })
    expect(found[0]?.paths).toEqual(['CHANGES', 'packages/3/file'])
    await withPaths.dispose()
  })
})

describe('the base', () => {
  it('is not a higher tag on another branch', async () => {
    using origin = straight('', '', '', 'v1.0.0')
    origin.git('checkout', '--quiet', '-b', 'next', 'main~2')
    origin.change('feat!: next', 'next')
    origin.tag('v2.0.0')
    origin.git('checkout', '--quiet', 'main')
    using checkout = depthOne(origin)
    const { bases, fetched, git, dispose } = await checkout.complete()
    expect({ bases, fetched }).toMatchObject({ bases: [{ name: 'v1.0.0' }], fetched: 'exclude' })
    expect(await git.shas({ from: ['v1.0.0'], to: 'HEAD' })).toHaveProperty('size', 8)
    await dispose()
  })

  it('is not a tag on a commit that comes after HEAD', async () => {
    using origin = straight('', '', '', 'v1.0.0', '', '', '', '', '', '', '', 'v1.1.0')
    const head = origin.git('rev-parse', 'main~3')
    using checkout = depthOne(origin)
    const { bases, fetched, git, dispose } = await checkout.complete({ head })
    expect({ bases, fetched }).toMatchObject({ bases: [{ name: 'v1.0.0' }], fetched: 'exclude' })
    expect(await git.shas({ from: ['v1.0.0'], to: head })).toHaveProperty('size', 5)
    await dispose()
  })

  it.for([false, true])('may be HEAD itself (paths: %s)', async (paths) => {
    using origin = straight('', 'v1.0.0', '', '', '', '', '', '', '', '', '', 'v1.1.0')
    using checkout = depthOne(origin)
    const { bases, fetched, git, dispose } = await checkout.complete({ paths })
    expect({ bases, fetched }).toMatchObject({ bases: [{ name: 'v1.1.0' }], fetched: 'exclude' })
    expect(await read(git, ['v1.1.0'], 'HEAD', { paths })).toEqual([])
    await dispose()
  })

  it('may be an annotated tag', async () => {
    using origin = straight()
    const commit = origin.annotatedTag('v1.0.0', 'main~4')
    using checkout = depthOne(origin)
    const { bases, git, dispose } = await checkout.complete()
    expect(bases).toEqual([{ name: 'v1.0.0', commit }])
    expect(await git.shas({ from: [commit], to: 'HEAD' })).toHaveProperty('size', 4)
    await dispose()
  })

  it('is nothing before the first release: all of history is the range, and its start is no cut', async () => {
    using origin = straight()
    using checkout = depthOne(origin)
    const { bases, fetched, git, dispose } = await checkout.complete({ paths: true })
    expect({ bases, fetched }).toEqual({ bases: [undefined], fetched: 'whole' })
    const found = await read(git, [], 'HEAD', { paths: true })
    expect(found).toHaveLength(12)
    expect(found.at(-1)).toMatchObject({ parents: '', paths: ['CHANGES', 'packages/0/file'] })
    expect(await git.cut({ from: [], to: 'HEAD' })).toBe(false)
    await dispose()
  })

  it('is looked for in the whole history after three guesses that were wrong', async () => {
    using origin = straight('', '', '', 'v1.0.0')
    for (const major of [2, 3, 4]) {
      origin.git('checkout', '--quiet', '-b', `next-${major}`, `main~${major}`)
      origin.change('feat!: next', 'next')
      origin.tag(`v${major}.0.0`)
    }
    origin.git('checkout', '--quiet', 'main')
    using checkout = depthOne(origin)
    const { bases, fetched, dispose } = await checkout.complete()
    expect({ bases, fetched }).toMatchObject({ bases: [{ name: 'v1.0.0' }], fetched: 'whole' })
    await dispose()
  })

  it('needs no guess where something can tell what HEAD contains', async () => {
    using origin = straight('', '', '', 'v1.0.0')
    for (const major of [2, 3, 4, 5]) {
      origin.git('checkout', '--quiet', '-b', `next-${major}`, `main~${major}`)
      origin.change('feat!: next', 'next')
      origin.tag(`v${major}.0.0`)
    }
    origin.git('checkout', '--quiet', 'main')
    const base = origin.git('rev-parse', 'v1.0.0')
    const asked: string[] = []
    const contains = (commit: string): Promise<boolean> => {
      asked.push(commit)
      return Promise.resolve(commit === base)
    }
    using checkout = depthOne(origin)
    const { bases, fetched, dispose } = await checkout.complete({ contains })
    expect({ bases, fetched }).toMatchObject({ bases: [{ name: 'v1.0.0' }], fetched: 'exclude' })
    expect(asked).toHaveLength(5)
    await dispose()
  })

  it('is one for each package, the ranges all exact', async () => {
    using origin = straight('a-v1.0.0', '', 'b-v1.0.0', '', '', '', 'c-v1.0.0', '', 'b-v1.1.0')
    const tag = (name: string) => ({ name, commit: origin.git('rev-parse', name) })
    const all = [[tag('a-v1.0.0')], [tag('b-v1.1.0'), tag('b-v1.0.0')], [tag('c-v1.0.0')]]
    using checkout = depthOne(origin)
    const { bases, fetched, git, dispose } = await checkout.complete({ all, paths: true })
    expect({ bases, fetched }).toEqual({ bases: all.map(([first]) => first), fetched: 'exclude' })
    const whole = await openGit({ directory: origin.directory, env: cleanEnvironment })
    for (const base of bases)
      expect(await read(git, [base?.commit ?? ''], 'HEAD', { paths: true })).toEqual(
        await read(whole, [base?.commit ?? ''], 'HEAD', { paths: true }),
      )
    await dispose()
  })

  it.for(shapes)('of a package leaves what another one reads as it is when history is $name', async (shape) => {
    using origin = built(shape)
    origin.tag('late-v1.0.0', 'main~1')
    const all = ['v1.0.0', 'late-v1.0.0'].map((name) => [{ name, commit: origin.git('rev-parse', name) }])
    using checkout = depthOne(origin)
    const { git, fetched, dispose } = await checkout.complete({ all, paths: true })
    expect(fetched).toBe('exclude')
    const whole = await openGit({ directory: origin.directory, env: cleanEnvironment })
    const options = { paths: true, topological: true }
    // Packages are told apart in one pass over all that is here.
    expect(await read(git, [], 'HEAD', options)).toEqual(await read(whole, ['v1.0.0'], 'HEAD', options))
    await dispose()
  })

  it('of packages on two sides of a merge leaves both ranges exact', async () => {
    using origin = straight()
    origin.git('checkout', '--quiet', '-b', 'side', 'main~4')
    origin.change('fix: side', 'side/a')
    origin.tag('side-v1.0.0')
    origin.change('fix: side too', 'side/b')
    origin.git('checkout', '--quiet', 'main')
    origin.tag('main-v1.0.0', 'main~1')
    origin.merge('side')
    const all = ['side-v1.0.0', 'main-v1.0.0'].map((name) => [{ name, commit: origin.git('rev-parse', name) }])
    using checkout = depthOne(origin)
    const { git, fetched, dispose } = await checkout.complete({ all, paths: true })
    const whole = await openGit({ directory: origin.directory, env: cleanEnvironment })
    for (const name of ['side-v1.0.0', 'main-v1.0.0']) {
      const options = { paths: true, topological: true }
      expect(await read(git, [name], 'HEAD', options)).toEqual(await read(whole, [name], 'HEAD', options))
    }
    expect(fetched).toBe('exclude')
    await dispose()
  })
})

describe('a remote', () => {
  it('that refuses filters hands over more, and the answer is the same', async () => {
    using origin = straight('', '', '', 'v1.0.0')
    origin.git('config', 'uploadpack.allowFilter', 'false')
    using checkout = depthOne(origin)
    const { git, dispose } = await checkout.complete({ paths: true })
    expect(await read(git, ['v1.0.0'], 'HEAD', { paths: true })).toHaveLength(8)
    await dispose()
  })

  it('that gives branches only, as old servers do, gives its whole history', async () => {
    using origin = straight('', '', '', 'v1.0.0')
    origin.git('config', 'uploadpack.allowAnySHA1InWant', 'false')
    using checkout = depthOne(origin)
    checkout.repository.git('config', 'protocol.version', '0')
    const head = origin.git('rev-parse', 'main~1')
    const { git, bases, fetched, dispose } = await checkout.complete({ head })
    expect({ bases, fetched }).toMatchObject({ bases: [{ name: 'v1.0.0' }], fetched: 'whole' })
    expect(await git.shas({ from: ['v1.0.0'], to: head })).toHaveProperty('size', 7)
    await dispose()
  })

  it('that cannot be reached is named, with the remedy, and nothing is left', async () => {
    using origin = straight('', '', '', 'v1.0.0')
    using checkout = depthOne(origin)
    rmSync(origin.directory, { recursive: true })
    const expected = {
      code: 'HISTORY_UNAVAILABLE',
      message: expect.stringContaining(origin.directory),
      remedy: expect.stringMatching(/fetch-depth: 0.*token: .*contents: read/),
    }
    await expect(checkout.complete()).rejects.toMatchObject(expected)
    await expect(checkout.complete({ candidates: [{ name: 'v1', commit: 'a'.repeat(40) }] })).rejects.toMatchObject(
      expected,
    )
    expect(checkout.left()).toEqual([])
  })

  it('that is given up leaves nothing, although git goes on for a moment', async () => {
    using origin = straight('', '', '', 'v1.0.0')
    using checkout = depthOne(origin)
    const programs = join(checkout.directory, '.git', 'programs')
    mkdirSync(programs)
    const begun = join(programs, 'begun')
    const goesOn = `trap '' TERM; : > ${begun}; for i in $(seq 2000); do : > objects/pack/$i || exit; done 2>/dev/null`
    const git = execFileSync('/bin/sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim()
    const script = `#!/bin/sh\ncase "$1" in fetch) ${goesOn};; *) exec ${git} "$@";; esac\n`
    writeFileSync(join(programs, 'git'), script, { mode: 0o755 })
    checkout.env['PATH'] = `${programs}${delimiter}${checkout.env['PATH']}`
    const stopping = new AbortController()
    const watcher = watch(programs, (_, name) => void (name === 'begun' && stopping.abort()))
    await expect(checkout.complete({ signal: stopping.signal })).rejects.toMatchObject({ name: 'AbortError' })
    watcher.close()
    expect(checkout.left()).toEqual([])
  })

  it('that lacks HEAD says so', async () => {
    using origin = straight('v1.0.0')
    using checkout = depthOne(origin)
    const head = checkout.repository.commit('feat: never pushed')
    await expect(checkout.complete()).rejects.toMatchObject({
      code: 'HISTORY_UNAVAILABLE',
      message: expect.stringContaining(head),
    })
    expect(checkout.left()).toEqual([])
  })

  it('that the checkout does not have is missed', async () => {
    using checkout = new Checkout(Repository.of('feat: a'))
    await expect(checkout.complete()).rejects.toMatchObject({
      code: 'HISTORY_UNAVAILABLE',
      message: expect.stringContaining('origin'),
    })
    expect(checkout.left()).toEqual([])
  })

  it('whose place is given from the folder of the checkout is found', async () => {
    using origin = straight('', '', '', 'v1.0.0')
    using checkout = depthOne(origin)
    checkout.repository.git('config', 'remote.origin.url', join('..', origin.directory.split('/').at(-1) ?? ''))
    const { git, dispose } = await checkout.complete()
    expect(await git.remoteUrl()).toBe(origin.directory)
    await dispose()
  })

  it('is not asked to run a hook of this machine', async () => {
    using origin = straight('', '', '', 'v1.0.0')
    using checkout = depthOne(origin)
    const mark = join(checkout.temporary, 'hooked')
    const hook = checkout.repository.script(`touch ${mark}`)
    checkout.env['GIT_CONFIG_COUNT'] = '1'
    checkout.env['GIT_CONFIG_KEY_0'] = 'core.hooksPath'
    checkout.env['GIT_CONFIG_VALUE_0'] = join(hook, '..')
    checkout.repository.git('config', 'core.hooksPath', join(hook, '..'))
    const { dispose } = await checkout.complete()
    await dispose()
    expect(checkout.left()).toEqual([])
  })
})

describe('the cost', () => {
  it.for([false, true])('is at most 1.5 times the bare --shallow-exclude fetch (paths: %s)', async (paths) => {
    using origin = Repository.empty().serve()
    origin.grow(400, 40)
    origin.tag('v1.0.0', 'main~50')
    using checkout = depthOne(origin)
    using bare = new Checkout(Repository.empty())
    const filter = `--filter=${paths ? 'blob:none' : 'tree:0'}`
    bare.repository.git(
      'clone',
      '--quiet',
      '--bare',
      '--no-tags',
      filter,
      '--shallow-exclude=v1.0.0',
      `file://${origin.directory}`,
      `${bare.temporary}/bare`,
    )
    const { dispose } = await checkout.complete({ paths })
    expect(bare.fetched()).toBeGreaterThan(5_000)
    expect(checkout.fetched()).toBeLessThan(1.5 * bare.fetched())
    await dispose()
  })

  it('leaves the checkout as it was, byte for byte', async () => {
    using origin = straight('', '', '', 'v1.0.0')
    using checkout = depthOne(origin)
    const before = fingerprint(checkout.directory)
    for (const paths of [false, true]) await (await checkout.complete({ paths })).dispose()
    expect(fingerprint(checkout.directory)).toEqual(before)
    expect(filesIn(checkout.temporary)).toEqual([])
  })
})
