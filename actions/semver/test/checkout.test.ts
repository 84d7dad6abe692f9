import { mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Repository, temporaryFolder } from '@slipway/test-support/git/repository'
import { checkoutDirectory } from '../src/reading/checkout-place.ts'
import { report } from '../src/report.ts'
import { inputsOf, logInMemory, outputsOf, play } from './scene.ts'

const preview = ({ directory }: Repository): Promise<Readonly<Record<string, string>>> => outputsOf(inputsOf(directory))

/** v1.2.0, then three commits. */
function released(): Repository {
  const repository = Repository.of('feat: a', 'feat: b')
  repository.annotatedTag('v1.2.0')
  for (const message of ['fix: c', 'feat: d', 'docs: e']) repository.commit(message)
  return repository
}

describe('a full checkout', () => {
  it('starts its range after the highest tag that HEAD contains', async () => {
    using repository = released()
    expect(await preview(repository)).toMatchObject({ version: '1.3.0', bump: 'minor', 'previous-version': '1.2.0' })
  })

  it('takes the highest version, not the newest tag', async () => {
    using repository = released()
    repository.tag('v0.9.0')
    repository.commit('fix: f')
    expect(await preview(repository)).toMatchObject({ version: '1.3.0', 'previous-version': '1.2.0' })
  })

  it('does not take a tag of another branch', async () => {
    using repository = released()
    repository.git('checkout', '--quiet', '-b', 'next', 'HEAD~2')
    repository.commit('feat!: f')
    repository.tag('v2.0.0')
    repository.git('checkout', '--quiet', 'main')
    expect(await preview(repository)).toMatchObject({ version: '1.3.0', 'previous-version': '1.2.0' })
  })

  it('takes a tag that was merged', async () => {
    using repository = released()
    repository.git('checkout', '--quiet', '-b', 'next', 'HEAD~2')
    repository.commit('feat!: f')
    repository.tag('v2.0.0')
    repository.git('checkout', '--quiet', 'main')
    repository.git('merge', '--quiet', '--no-edit', 'next')
    expect(await preview(repository)).toMatchObject({ version: '2.1.0', bump: 'minor', 'previous-version': '2.0.0' })
  })

  it('may be detached', async () => {
    using repository = released()
    repository.git('checkout', '--quiet', '--detach', 'HEAD~2')
    expect(await preview(repository)).toMatchObject({ version: '1.2.1' })
  })

  it('without a commit is a failure', async () => {
    using repository = Repository.empty()
    await expect(preview(repository)).rejects.toMatchObject({ code: 'NO_COMMIT' })
  })
})

describe('a shallow clone', () => {
  it.for([1, 2, 3])('of depth %i, which hides the base, is completed, and left as it was', async (depth) => {
    using origin = released()
    using clone = origin.clone(`--depth=${depth}`)
    const before = clone.git('rev-list', '--all')
    const result = await play(inputsOf(clone.directory))
    expect(result.source).toBe('fetched')
    expect(report(result).outputs).toMatchObject({ version: '1.3.0', bump: 'minor', 'previous-version': '1.2.0' })
    expect(result.releases[0]?.plan.commits).toHaveLength(3)
    expect(clone.git('rev-list', '--all')).toBe(before)
  })

  it('that knows the tag, but not the way to it, is completed', async () => {
    using origin = released()
    using clone = origin.clone('--depth=1')
    clone.git('fetch', '--quiet', '--depth=1', 'origin', 'tag', 'v1.2.0')
    expect(await preview(clone)).toMatchObject({ version: '1.3.0', 'previous-version': '1.2.0' })
  })

  it('that reaches the base is enough', async () => {
    using origin = released()
    using clone = origin.clone('--depth=4')
    expect(clone.git('rev-parse', '--is-shallow-repository')).toBe('true')
    const result = await play(inputsOf(clone.directory))
    expect(result.source).toBe('checkout')
    expect(report(result).outputs).toMatchObject({ version: '1.3.0', 'previous-version': '1.2.0' })
  })

  it('that reaches the base on one side of a merge only is completed on the other', async () => {
    using origin = released()
    origin.git('checkout', '--quiet', '-b', 'side', 'HEAD~4')
    for (const message of ['feat!: hidden', 'fix: f', 'fix: g', 'fix: h']) origin.commit(message)
    origin.git('checkout', '--quiet', 'main')
    origin.git('merge', '--quiet', '--no-edit', 'side')
    using clone = origin.clone('--depth=5')
    expect(clone.git('tag', '--list')).toBe('v1.2.0')
    expect(await preview(clone)).toMatchObject({ version: '2.0.0' })
    using whole = origin.clone()
    expect(await preview(whole)).toMatchObject({ version: '2.0.0' })
  })

  it('does not take the tag of another branch for the base', async () => {
    using origin = released()
    origin.git('checkout', '--quiet', '-b', 'next', 'HEAD~2')
    origin.commit('feat!: f')
    origin.tag('v2.0.0')
    origin.git('checkout', '--quiet', 'main')
    using clone = origin.clone('--depth=1', '--single-branch', '--branch=main')
    expect(await preview(clone)).toMatchObject({ version: '1.3.0', 'previous-version': '1.2.0' })
  })

  it.for<readonly [name: string, fetchesTag: boolean]>([
    ['of which it knows nothing', false],
    ['of which it has the tag', true],
  ])('whose base hides a higher release below the cut, %s, is completed', async ([, fetchesTag]) => {
    using origin = Repository.of('feat: a').serve()
    origin.tag('v1.9.0')
    for (const message of ['fix: b', 'fix: c']) origin.commit(message)
    origin.tag('v1.2.0')
    origin.commit('fix: d')
    using clone = origin.clone('--depth=2')
    if (fetchesTag) clone.git('fetch', '--quiet', '--depth=1', 'origin', 'tag', 'v1.9.0')
    expect(await preview(clone)).toMatchObject({ version: '1.9.1', 'previous-version': '1.9.0' })
  })

  it('of what was never released has its first release from the whole history', async () => {
    using origin = Repository.of('feat: a', 'fix: b', 'docs: c')
    using clone = origin.clone('--depth=1')
    const result = await play(inputsOf(clone.directory))
    expect(report(result).outputs).toMatchObject({ version: '1.0.0', bump: 'minor' })
    expect(result.releases[0]?.plan.commits).toHaveLength(3)
  })

  it('whose remote is gone fails with the remedy, and with no version', async () => {
    using origin = released()
    using clone = origin.clone('--depth=1')
    clone.git('remote', 'set-url', 'origin', 'file:///nowhere/at/all')
    await expect(preview(clone)).rejects.toMatchObject({
      code: 'HISTORY_UNAVAILABLE',
      remedy: expect.stringContaining('fetch-depth: 0'),
    })
  })
})

describe('a full clone without tags', () => {
  it('asks its remote before it says that nothing was ever released', async () => {
    using origin = released()
    using clone = origin.clone('--no-tags')
    expect(await preview(clone)).toMatchObject({ version: '1.3.0', 'previous-version': '1.2.0' })
  })

  it('fails with the remedy when the remote cannot be asked, and has no first release', async () => {
    using origin = released()
    using clone = origin.clone('--no-tags')
    clone.git('remote', 'set-url', 'origin', 'file:///nowhere/at/all')
    await expect(play(inputsOf(clone.directory))).rejects.toMatchObject({
      code: 'HISTORY_UNAVAILABLE',
      remedy: expect.stringContaining('fetch-depth: 0'),
    })
  })
})

describe('a treeless clone', () => {
  it('works like a full one', async () => {
    using origin = released()
    origin.git('config', 'uploadpack.allowFilter', 'true')
    using clone = origin.clone('--filter=tree:0', '--no-checkout')
    expect(await preview(clone)).toMatchObject({ version: '1.3.0', 'previous-version': '1.2.0' })
  })
})

describe('a checkout beside others in the workspace', () => {
  /** A workspace with a checkout in each of the folders. */
  function workspace(...folders: readonly string[]) {
    const directory = temporaryFolder()
    for (const folder of folders) {
      using origin = released()
      origin.git('clone', '--quiet', `file://${origin.directory}`, join(directory, folder))
    }
    return { directory, [Symbol.dispose]: () => rmSync(directory, { recursive: true }) }
  }

  /** Inputs as they are read from the environment of a job. */
  const inputsIn = (directory: string, given: string) => {
    const env = { GITHUB_WORKSPACE: directory, 'INPUT_WORKING-DIRECTORY': given }
    return inputsOf(checkoutDirectory(env), { workingDirectory: given || undefined })
  }

  it.for(['app', './app/', 'app/docs', ' app '])('is read where working-directory is %j', async (given) => {
    using place = workspace('app', 'other')
    mkdirSync(join(place.directory, 'app', 'docs'))
    const { version } = await outputsOf(inputsIn(place.directory, given.trim()))
    expect(version).toBe('1.3.0')
  })

  it('may be named by the whole path, and lie behind a link within the workspace', async () => {
    using place = workspace('app')
    symlinkSync('app', join(place.directory, 'link'))
    for (const given of [join(place.directory, 'app'), 'link']) {
      expect(await outputsOf(inputsIn(place.directory, given))).toMatchObject({ version: '1.3.0' })
    }
  })

  it('is named where the workspace itself has none', async () => {
    using place = workspace('app', 'lib')
    await expect(play(inputsIn(place.directory, ''))).rejects.toMatchObject({
      code: 'NO_REPOSITORY',
      message: expect.stringMatching(/there is no git repository in .*, but there is one in app, lib$/),
      remedy: 'set working-directory: app',
    })
  })

  it('is not replaced by the API where the folder that is named has none', async () => {
    using place = workspace('app')
    mkdirSync(join(place.directory, 'empty'))
    const github = { token: 't', apiUrl: 'http://127.0.0.1:9', serverUrl: 'http://127.0.0.1:9', owner: 'o', repo: 'r' }
    const inputs = { ...inputsIn(place.directory, 'empty'), github, sha: 'a'.repeat(40) }
    const log = logInMemory()
    await expect(play(inputs, log)).rejects.toMatchObject({ code: 'NO_REPOSITORY' })
    expect(log.lines).toEqual([])
  })

  it('is taken as a whole path where the workspace is a symbolic link', () => {
    using place = workspace('app')
    using elsewhere = workspace('app')
    const link = join(elsewhere.directory, 'link')
    symlinkSync(place.directory, link)
    const given = join(realpathSync(place.directory), 'app')
    const found = checkoutDirectory({ GITHUB_WORKSPACE: link, 'INPUT_WORKING-DIRECTORY': given })
    expect(found).toBe(given)
  })

  it.for<readonly [name: string, given: string, problem: RegExp]>([
    ['that is not there', 'ap', /^input working-directory is "ap", which is not in the workspace/],
    ['that is a file', 'file', /which is a file, not a folder/],
    ['below a file', 'file/app', /which goes through a file/],
    ['above the workspace', '..', /which is outside of the workspace/],
    ['beside the workspace', '../other', /which is outside of the workspace/],
    ['anywhere else', '/etc', /which is outside of the workspace/],
    ['behind a link that leads out of the workspace', 'out', /which leads to .*, by a symbolic link, outside of/],
    ['behind such a link', 'out/app', /which leads to .*, by a symbolic link, outside of/],
    ['behind a link that leads nowhere', 'nowhere', /which is a symbolic link that leads nowhere/],
    ['behind a link that leads to itself', 'loop', /which cannot be followed \(ELOOP\)/],
  ])('is refused as a folder %s', ([, given, problem]) => {
    using place = workspace('app')
    using elsewhere = workspace('app')
    writeFileSync(join(place.directory, 'file'), '')
    symlinkSync(elsewhere.directory, join(place.directory, 'out'))
    symlinkSync('absent', join(place.directory, 'nowhere'))
    symlinkSync('loop', join(place.directory, 'loop'))
    let found: unknown
    try {
      checkoutDirectory({ GITHUB_WORKSPACE: place.directory, 'INPUT_WORKING-DIRECTORY': given })
    } catch (error) {
      found = error
    }
    expect(found).toMatchObject({
      code: 'INPUT_INVALID',
      message: expect.stringMatching(problem),
      remedy: expect.stringContaining('actions/checkout'),
    })
  })
})

describe('a tag whose ref is broken', () => {
  it('is named, and does not end the run', async () => {
    using repository = released()
    writeFileSync(join(repository.directory, '.git', 'refs', 'tags', 'v1.2.5'), `${'1'.repeat(40)}\n`)
    const log = logInMemory()
    const result = await play(inputsOf(repository.directory), log)
    expect(report(result).outputs).toMatchObject({ version: '1.3.0', 'previous-version': '1.2.0' })
    expect(log.lines).toContainEqual(expect.stringMatching(/broken tags.*: v1\.2\.5; delete them there/))
  })
})
