import { openGit } from '@slipway/git'
import { describe, expect, it } from 'vitest'
import { cleanEnvironment, Repository } from '../../../packages/git/test/repository.ts'
import { report } from '../src/report.ts'
import { run } from '../src/run.ts'
import { logInMemory } from './in-memory.ts'

async function preview(
  { directory }: Repository,
  env: NodeJS.ProcessEnv = {},
): Promise<Readonly<Record<string, string>>> {
  const git = await openGit({ directory, env: { ...cleanEnvironment, ...env } })
  const inputs = { version: undefined, tagPrefix: 'v', directory, github: undefined }
  return report(await run(inputs, { git, tags: undefined, log: logInMemory() })).outputs
}

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

  it('may be detached, and of another owner', async () => {
    using repository = released()
    repository.git('checkout', '--quiet', '--detach', 'HEAD~2')
    expect(await preview(repository, { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' })).toMatchObject({ version: '1.2.1' })
  })

  it('without a commit is a failure', async () => {
    using repository = Repository.empty()
    await expect(preview(repository)).rejects.toMatchObject({ code: 'NO_COMMIT' })
  })
})

describe('a shallow clone', () => {
  it.for([1, 2, 3])('of depth %i, which hides the base, is a failure and no low version', async (depth) => {
    using origin = released()
    using clone = origin.clone(`--depth=${depth}`)
    await expect(preview(clone)).rejects.toMatchObject({
      code: 'SHALLOW_CLONE',
      remedy: expect.stringContaining('fetch-depth: 0'),
    })
  })

  it('that knows the tag, but not the way to it, is a failure', async () => {
    using origin = released()
    using clone = origin.clone('--depth=1')
    clone.git('fetch', '--quiet', '--depth=1', 'origin', 'tag', 'v1.2.0')
    await expect(preview(clone)).rejects.toMatchObject({ code: 'SHALLOW_CLONE' })
  })

  it('that reaches the base works', async () => {
    using origin = released()
    using clone = origin.clone('--depth=4')
    expect(clone.git('rev-parse', '--is-shallow-repository')).toBe('true')
    expect(await preview(clone)).toMatchObject({ version: '1.3.0', 'previous-version': '1.2.0' })
  })

  it('that reaches the base on one side of a merge only is a failure', async () => {
    using origin = released()
    origin.git('checkout', '--quiet', '-b', 'side', 'HEAD~4')
    for (const message of ['feat!: hidden', 'fix: f', 'fix: g', 'fix: h']) origin.commit(message)
    origin.git('checkout', '--quiet', 'main')
    origin.git('merge', '--quiet', '--no-edit', 'side')
    using clone = origin.clone('--depth=5')
    expect(clone.git('tag', '--list')).toBe('v1.2.0')
    await expect(preview(clone)).rejects.toMatchObject({
      code: 'SHALLOW_CLONE',
      message: expect.stringContaining('cut before it reaches v1.2.0'),
    })
    using whole = origin.clone()
    expect(await preview(whole)).toMatchObject({ version: '2.0.0' })
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
