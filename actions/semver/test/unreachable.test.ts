import { describe, expect, it } from 'vitest'
import { sampled } from '@slipway/test-support/sampling/sampling'
import { Repository } from '@slipway/test-support/git/repository'
import { report } from '../src/report.ts'
import { warningsOf } from '../src/report/warnings.ts'
import { onGitHub } from './on-github.ts'
import { buildPull } from './pull-scene.ts'
import { inputsOf, logInMemory, outputsOf, play, type Changes } from './scene.ts'
import { besideMain, olderLine, onSide, overtaken, publishBranch, rewritten } from './unreachable-scene.ts'

const github = onGitHub()

interface Story {
  readonly name: string
  readonly build: () => Repository
  readonly changes?: Changes
  /** What the release above is called, and the likely cause. */
  readonly message: RegExp
  readonly remedy: RegExp
  /** What is planned where it is only warned of. */
  readonly tag: string
}

const stories: readonly Story[] = [
  {
    name: 'a release on side commits that were never merged back',
    build: besideMain,
    message:
      /^v1\.4\.1 would be below v1\.5\.0, .*2 commits that this one does not contain.*never merged back into main/,
    remedy: /git merge v1\.5\.0.*maintenance-branches.*unreachable-release/,
    tag: 'v1.4.1',
  },
  {
    name: 'a publish branch that shares no history',
    build: publishBranch,
    message: /^v1\.2\.0 would be below v2\.3\.0, .*no commit in common.*publish branch/,
    remedy: /release-as.*unreachable-release/,
    tag: 'v1.2.0',
  },
  {
    name: 'history that was rewritten',
    build: rewritten,
    message: /^v1\.0\.0 would be below v1\.8\.1, .*same messages.*rewritten/,
    remedy: /where history was rewritten, move the tag.*release-as.*cherry-picked, merge it \(git merge v1\.8\.1\)/,
    tag: 'v1.0.0',
  },
  {
    name: 'a branch that keeps an older line, and is not named as one',
    build: olderLine,
    changes: { branch: 'release/1.4' },
    message: /^v1\.4\.1 would be below v1\.6\.0, .*release\/1\.4.*older/,
    remedy: /add release\/N\.N to maintenance-branches.*git merge v1\.6\.0.*unreachable-release/,
    tag: 'v1.4.1',
  },
  {
    name: 'of several, the highest',
    build() {
      const repository = besideMain()
      for (const tag of ['v3.0.0', 'v2.0.0']) onSideOf(repository, 'v1.4.0', tag)
      return repository
    },
    message: /below v3\.0\.0,/,
    remedy: /git merge v3\.0\.0/,
    tag: 'v1.4.1',
  },
  {
    name: 'a version that is asked for by name',
    build: besideMain,
    changes: { releaseAs: '1.4.7' },
    message: /^v1\.4\.7 would be below v1\.5\.0/,
    remedy: /git merge v1\.5\.0/,
    tag: 'v1.4.7',
  },
  {
    name: 'a version that is given',
    build: besideMain,
    changes: { version: '1.4.7' },
    message: /^v1\.4\.7 would be below v1\.5\.0/,
    remedy: /git merge v1\.5\.0/,
    tag: 'v1.4.7',
  },
]

const clones: readonly (readonly [name: string, ...options: readonly string[]])[] = [
  ['a clone of one branch', '--single-branch'],
  ['a clone of depth 1', '--depth=1'],
]

describe.for(clones)(
  'a stable release above the planned one, which HEAD does not contain, in %s:',
  ([, ...options]) => {
    it.for(sampled(stories.slice(0, 4), { what: 'clones below a release', size: 2, kind: () => 'any' }))(
      '$name: is an error',
      async ({ build, changes }) => {
        using origin = build()
        using clone = origin.clone(...options)
        await expect(play(inputsOf(clone.directory, { ...changes, unreachable: 'error' }))).rejects.toMatchObject({
          code: 'RELEASE_UNREACHABLE',
          message: expect.stringMatching(/^v1\.\d+\.\d would be below v\d\.\d\.\d, which/),
        })
      },
    )
  },
)

describe('a stable release above the planned one, which HEAD does not contain,', () => {
  it.for(stories)('$name: names the likely cause and the remedies', async ({ build, changes, message, remedy }) => {
    using repository = build()
    const inputs = inputsOf(repository.directory, { ...changes, unreachable: 'error' })
    await expect(play(inputs)).rejects.toMatchObject({
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(remedy),
    })
  })

  it.for(stories)('$name: is a warning in log, annotation and summary', async ({ build, changes, message, tag }) => {
    using repository = build()
    const log = logInMemory()
    const result = await play(inputsOf(repository.directory, { ...changes, unreachable: 'warn' }), log)
    const { outputs, annotations, summary } = report(result)
    expect(outputs['tag']).toBe(tag)
    const [warning = ''] = warningsOf(result)
    expect(warning).toMatch(message)
    expect(annotations).toContainEqual({ level: 'warning', title: 'semver', message: warning })
    expect(summary).toMatch(/would be below v\d/)
    expect(log.lines.join('\n')).toMatch(/would be below v\d/)
  })

  it.for(sampled(stories, { what: 'releases that are ignored', size: 3, kind: () => 'any' }))(
    '$name: is nothing to say where it is ignored',
    async ({ build, changes, tag }) => {
      using repository = build()
      const result = await play(inputsOf(repository.directory, { ...changes, unreachable: 'ignore' }))
      expect(report(result).outputs['tag']).toBe(tag)
      expect(warningsOf(result)).toEqual([])
    },
  )

  it('of one package names that one', async () => {
    using repository = Repository.empty()
    repository.commitFiles('feat: begin', { 'api/a': '1', 'web/a': '1' })
    for (const tag of ['api-v1.0.0', 'web-v1.0.0']) repository.tag(tag)
    onSide(repository, ['feat: side'], 'web-v1.1.0')
    repository.commitFiles('fix: both', { 'api/a': '2', 'web/a': '2' })
    const packages = ['api', 'web'].map((name) => ({ name, include: [name], exclude: [] }))
    const inputs = inputsOf(repository.directory, { packages, tagPrefix: '{package}-v', unreachable: 'error' })
    await expect(play(inputs)).rejects.toMatchObject({ message: expect.stringMatching(/^web-v1\.0\.1 .*web-v1\.1\.0/) })
    const warned = await play({ ...inputs, unreachable: 'warn' })
    expect(warningsOf(warned)).toEqual([expect.stringMatching(/^web: web-v1\.0\.1 .*web-v1\.1\.0/)])
  })

  it('is named also below a higher one on a later commit', async () => {
    using repository = overtaken()
    onSideOf(repository, 'v1.4.0', 'v1.4.9')
    await expect(play(inputsOf(repository.directory, { unreachable: 'error' }))).rejects.toMatchObject({
      message: expect.stringMatching(/^v1\.4\.1 would be below v1\.4\.9,/),
    })
  })

  it('is known on a pull request without its history: what that brings is in no release yet', async () => {
    const { repository, pull } = buildPull({ title: 'fix: c', commits: ['fix: c'] })
    using origin = repository
    origin.git('checkout', '--quiet', '-b', 'merge')
    onSideOf(origin, 'v1.2.0', 'v1.3.0')
    using clone = origin.clone('--single-branch', '--no-tags')
    const log = logInMemory()
    const result = await play(inputsOf(clone.directory, { pull }), log)
    expect(warningsOf(result)).toEqual([expect.stringMatching(/^v1\.2\.1 would be below v1\.3\.0/)])
    expect(log.lines.join('\n')).not.toContain('fetching')
  })

  it('is a warning on a pull request', async () => {
    const { repository, pull } = buildPull({ title: 'fix: c', commits: ['fix: c'] })
    using origin = repository
    origin.git('checkout', '--quiet', '-b', 'merge')
    onSideOf(origin, 'v1.2.0', 'v1.3.0')
    const result = await play(inputsOf(origin.directory, { pull, unreachable: 'warn' }))
    expect(warningsOf(result)).toEqual([
      expect.stringMatching(
        /^v1\.2\.1 would be below v1\.3\.0.*into main, or this pull request is behind main; bring the pull request up to date/,
      ),
    ])
  })

  it('is told on a branch that is only behind as what it is', async () => {
    using repository = olderLine('feature/login')
    const result = await play(inputsOf(repository.directory, { branch: 'feature/login' }))
    expect(warningsOf(result)).toEqual([
      expect.stringMatching(/v1\.6\.0, .*never merged back into feature\/login; merge it/),
    ])
  })
})

function onSideOf(repository: Repository, from: string, tag: string): void {
  const place = repository.git('symbolic-ref', '--short', 'HEAD')
  repository.git('checkout', '--quiet', '--detach', from)
  repository.commit('feat: beside')
  repository.tag(tag)
  repository.git('checkout', '--quiet', place)
}

interface Fine {
  readonly name: string
  readonly build: () => Repository
  readonly changes?: Changes
  readonly tag: string
}

const fine: readonly Fine[] = [
  { name: 'a later commit that contains this one', build: overtaken, tag: 'v1.4.1' },
  {
    name: 'a merge that contains this commit on its other side',
    build() {
      const repository = overtaken()
      repository.git('checkout', '--quiet', '-b', 'merged', 'main')
      repository.git('reset', '--quiet', '--hard', 'v1.4.0')
      repository.commit('feat!: z')
      repository.merge('older')
      repository.tag('v9.0.0')
      repository.git('checkout', '--quiet', 'older')
      return repository
    },
    tag: 'v1.4.1',
  },
  {
    name: 'a side that the newest release, which contains this commit, has merged',
    build() {
      const repository = overtaken()
      onSideOf(repository, 'v1.4.0', 'v1.4.9')
      repository.git('checkout', '--quiet', 'main')
      repository.merge('v1.4.9')
      repository.tag('v1.6.0')
      repository.git('checkout', '--quiet', 'older')
      return repository
    },
    tag: 'v1.4.1',
  },
  {
    name: 'another line of releases, from its maintenance branch',
    build: olderLine,
    changes: { branch: 'release/1.4', maintenance: ['release/N.N'] },
    tag: 'v1.4.1',
  },
  {
    name: 'another line, for a channel',
    build: besideMain,
    changes: { branch: 'next', channels: [{ pattern: 'next', identifier: 'rc' }] },
    tag: 'v1.4.1-rc.1',
  },
  {
    name: 'a pre-release, which is no release',
    build() {
      const repository = Repository.of('feat: a')
      repository.tag('v1.4.0')
      onSide(repository, ['feat!: b'], 'v2.0.0-rc.1')
      repository.commit('fix: c')
      return repository
    },
    tag: 'v1.4.1',
  },
  {
    name: 'a release of another prefix',
    build() {
      const repository = Repository.of('feat: a')
      onSide(repository, ['feat: b'], 'api-v3.0.0')
      repository.commit('fix: c')
      return repository
    },
    tag: 'v1.0.0',
  },
  {
    name: 'a release below, that a name is passed for',
    build() {
      const repository = Repository.of('feat: a')
      repository.tag('v1.4.0')
      repository.commit('feat: b')
      onSide(repository, ['chore(release): 1.5.0'], 'v1.5.0')
      repository.commit('fix: c')
      return repository
    },
    tag: 'v1.6.0',
  },
  {
    name: 'a pre-release that is given, which is no stable release',
    build: besideMain,
    changes: { version: '1.4.1-rc.1' },
    tag: 'v1.4.1-rc.1',
  },
  {
    name: 'anything, where there is nothing to release',
    build() {
      const repository = Repository.of('feat: a')
      repository.tag('v1.4.0')
      onSide(repository, ['feat: b'], 'v1.5.0')
      repository.commit('docs: c')
      return repository
    },
    tag: 'v1.4.0',
  },
  {
    name: 'a tag of the name of a version on what is no commit',
    build() {
      const repository = Repository.of('feat: a').serve()
      repository.tag('v1.4.0')
      repository.commit('fix: b')
      repository.git('tag', 'v9.0.0', 'HEAD^{tree}')
      repository.git('tag', '--annotate', '--message', 'x', 'v8.0.0', 'v9.0.0')
      return repository
    },
    tag: 'v1.4.1',
  },
  {
    name: 'what was merged',
    build() {
      const repository = besideMain()
      repository.merge('v1.5.0')
      return repository
    },
    tag: 'v1.5.1',
  },
]

describe.for([['a full clone'], ['a clone of depth 1', '--depth=1']])('no such error in %s is', ([, ...options]) => {
  it.for(fine)('$name', async ({ build, changes, tag }) => {
    using origin = build()
    using clone = origin.clone(...options)
    const result = await play(inputsOf(clone.directory, { ...changes, unreachable: 'error' }))
    expect(report(result).outputs['tag']).toBe(tag)
    expect(warningsOf(result)).toEqual([])
  })
})

describe('a later release whose tag was fetched, but not what lies between,', () => {
  it('is no such error', async () => {
    using origin = overtaken()
    using clone = origin.clone('--depth=2', '--single-branch', '--branch=older')
    clone.git('fetch', '--quiet', '--depth=1', 'origin', 'tag', 'v1.5.0')
    const outputs = await outputsOf(inputsOf(clone.directory, { unreachable: 'error' }))
    expect(outputs).toMatchObject({ tag: 'v1.4.1' })
  })

  it('supersedes what it contains', async () => {
    using origin = Repository.of('feat: a').serve()
    origin.tag('v1.4.0')
    origin.commit('feat: b')
    origin.git('branch', 'older')
    origin.commit('Revert "feat: b"')
    origin.commit('fix: c')
    origin.tag('v1.4.1')
    await github.publish('cut', origin)
    using clone = origin.clone('--depth=2', '--single-branch', '--branch=older')
    clone.git('fetch', '--quiet', '--depth=1', 'origin', 'tag', 'v1.4.1')
    const { releases } = await play(github.inputs('cut', clone))
    expect(releases).toMatchObject([{ outcome: 'superseded' }])
  })
})

describe('on GitHub', () => {
  it('nothing is written', async () => {
    using origin = besideMain()
    await github.publish('beside', origin)
    using clone = await github.checkout('beside')
    for (const mode of ['tag', 'release'] as const) {
      const running = play(github.inputs('beside', clone, { mode, unreachable: 'error' }))
      await expect(running).rejects.toMatchObject({ code: 'RELEASE_UNREACHABLE' })
    }
    expect(github.written('beside')).toEqual([])
    expect(github.releases('beside')).toEqual({})
  })

  it('what is warned of is released all the same', async () => {
    using origin = besideMain()
    await github.publish('warned', origin)
    using clone = await github.checkout('warned')
    const result = await play(github.inputs('warned', clone, { unreachable: 'warn' }))
    expect(result.releases).toMatchObject([{ outcome: 'created', plan: { tag: 'v1.4.1' } }])
    expect(warningsOf(result)).toEqual([expect.stringMatching(/^v1\.4\.1 would be below v1\.5\.0/)])
  })

  it('a second run finishes what was released before the higher one', async () => {
    using origin = besideMain()
    origin.tag('v1.4.1')
    await github.publish('again', origin)
    using clone = await github.checkout('again')
    const { releases } = await play(github.inputs('again', clone, { mode: 'release', unreachable: 'error' }))
    expect(releases).toMatchObject([{ outcome: 'already', release: { state: 'published' } }])
  })

  it('is asked about a release whose commit the checkout does not have', async () => {
    using origin = overtaken()
    await github.publish('later', origin)
    using clone = origin.clone('--depth=2', '--single-branch', '--branch=older')
    const outputs = await outputsOf(github.inputs('later', clone, { mode: 'preview', unreachable: 'error' }))
    expect(outputs).toMatchObject({ tag: 'v1.4.1' })
  })

  it('is read without a checkout, too', async () => {
    using origin = besideMain()
    await github.publish('bare', origin)
    const sha = origin.git('rev-parse', 'HEAD')
    const nowhere = { directory: '/nonexistent' }
    const inputs = github.inputs('bare', nowhere, { mode: 'preview', sha, unreachable: 'error' })
    await expect(play(inputs)).rejects.toMatchObject({
      code: 'RELEASE_UNREACHABLE',
      message: expect.stringMatching(/never merged back/),
    })
  })
})

it('a release that nobody can look at counts as one that HEAD does not contain, and that is said', async () => {
  using origin = besideMain()
  await github.publish('unclear', origin)
  using clone = origin.clone('--depth=2', '--single-branch')
  clone.git('remote', 'set-url', 'origin', 'file:///nowhere/at/all')
  const path = '/repos/octo/unclear/compare/*'
  github.cloud.world.github.fail({ method: 'GET', path, status: 403, message: 'Resource not accessible', times: 9 })
  const inputs = github.inputs('unclear', clone, { mode: 'preview', unreachable: 'error' })
  await expect(play(inputs)).rejects.toMatchObject({
    code: 'RELEASE_UNREACHABLE',
    message: expect.stringMatching(/v1\.5\.0, .*could not be found out/),
  })
})
