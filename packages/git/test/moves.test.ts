import { describe, expect, it } from 'vitest'
import { openGit, type Git } from '../src/index.ts'
import { Checkout } from './checkout.ts'
import { cleanEnvironment, Repository } from '@slipway/test-support/git/repository'

/** v1.0.0 with `old/a/x` and `old/a/y`; then both are moved to `new/a`, and `x` on to `a`, while `y` is changed. */
function moved(): Repository {
  const repository = Repository.empty()
  repository.commitFiles('feat: a', { 'old/a/x': 'x', 'old/a/y': 'y', 'old/empty': '' })
  repository.tag('v1.0.0')
  repository.git('mv', 'old', 'new')
  repository.commit('refactor: move')
  repository.git('mv', 'new/a', 'a')
  repository.commitFiles('refactor: move again', { 'a/y': 'another' })
  return repository
}

const open = ({ directory }: Repository): Promise<Git> => openGit({ directory, env: cleanEnvironment })

describe('moves', () => {
  it('are those of unchanged files, newest first', async () => {
    using repository = moved()
    const expected = [
      { from: 'new/a/x', to: 'a/x' },
      { from: 'old/a/x', to: 'new/a/x' },
      { from: 'old/a/y', to: 'new/a/y' },
    ]
    expect(await (await open(repository)).moves({ from: ['v1.0.0'], to: 'HEAD' })).toEqual(expected)
    expect(await (await open(repository)).moves({ from: ['HEAD~1'], to: 'HEAD' })).toEqual(expected.slice(0, 1))
    expect(await (await open(repository)).moves({ from: ['HEAD'], to: 'HEAD' })).toEqual([])
  })

  it('are told of any names, and whatever the configuration says about renames', async () => {
    using repository = Repository.empty()
    repository.commitFiles('feat: a', { 'R100/日本\n': 'x' })
    for (const [key, value] of [
      ['diff.renames', 'false'],
      ['diff.relative', 'true'],
    ] as const)
      repository.git('config', key, value)
    repository.git('mv', 'R100', 'R 100')
    repository.commit('refactor: move')
    const found = await (await open(repository)).moves({ from: [], to: 'HEAD' })
    expect(found).toEqual([{ from: 'R100/日本\n', to: 'R 100/日本\n' }])
  })

  it('are known in a history that was fetched without the contents of files', async () => {
    using repository = moved()
    repository.serve()
    using checkout = new Checkout(repository.clone('--depth=1'))
    const { git, dispose } = await checkout.complete({ paths: true })
    expect(await git.moves({ from: [repository.git('rev-parse', 'v1.0.0')], to: 'HEAD' })).toHaveLength(3)
    const there = ['v1.0.0:old/a', 'v1.0.0:old/a/x', 'HEAD:a', 'HEAD:a/y']
    expect(await git.present([...there, 'v1.0.0:new', 'HEAD:a/z'])).toEqual(new Set(there))
    await dispose()
  })
})

it('a place is present where the commit has a file or a folder', async () => {
  using repository = moved()
  const there = ['v1.0.0:old', 'v1.0.0:old/a/x', 'HEAD:a', 'HEAD~1:new/a']
  const absent = ['v1.0.0:new', 'HEAD:old', 'HEAD:a/missing', 'v9:old', 'HEAD:A']
  const git = await open(repository)
  expect(await git.present([...absent, ...there])).toEqual(new Set(there))
  expect(await git.present([])).toEqual(new Set())
})
