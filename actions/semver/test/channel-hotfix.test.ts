import { describe, expect, it } from 'vitest'
import { Repository } from '@slipway/test-support/git/repository'
import { inputsOf, outputsOf } from './scene.ts'

/** `next` at 2.0.0-rc.1, and on `main` the fix 1.0.1, which `next` does not have yet. */
function fixedBeside(): Repository {
  const repository = Repository.of('feat: a')
  repository.tag('v1.0.0')
  repository.git('checkout', '--quiet', '-b', 'next')
  repository.commit('feat!: b')
  repository.tag('v2.0.0-rc.1')
  repository.git('checkout', '--quiet', 'main')
  repository.commit('fix: c')
  repository.tag('v1.0.1')
  repository.git('checkout', '--quiet', 'next')
  return repository
}

const previewNext = ({ directory }: Repository) =>
  outputsOf(inputsOf(directory, { branch: 'next', channels: [{ pattern: 'next', identifier: 'rc' }] }))

describe('a stable release that is merged into a channel', () => {
  it('makes a step, which has what it fixed', async () => {
    using repository = fixedBeside()
    repository.git('merge', '--quiet', '--no-edit', 'main')
    const expected = { version: '2.0.0-rc.2', bump: 'major', 'previous-version': '2.0.0-rc.1' }
    expect(await previewNext(repository)).toMatchObject(expected)
    using clone = repository.clone('--depth=1')
    expect(await previewNext(clone)).toMatchObject(expected)
  })

  it('makes one step, and no more with what follows', async () => {
    using repository = fixedBeside()
    repository.git('merge', '--quiet', '--no-edit', 'main')
    repository.tag('v2.0.0-rc.2')
    repository.commit('docs: d')
    expect(await previewNext(repository)).toMatchObject({ version: '2.0.0-rc.2', bump: 'none' })
  })

  it('makes none before it is merged', async () => {
    using repository = fixedBeside()
    repository.commit('docs: d')
    expect(await previewNext(repository)).toMatchObject({ version: '2.0.0-rc.1', bump: 'none' })
  })
})
