import { expect, it } from 'vitest'
import { openGit } from '../src/index.ts'
import { cleanEnvironment, Repository } from '@slipway/test-support/git/repository'

it('tells which objects are here and are no commits', async () => {
  using repository = Repository.empty()
  const commit = repository.commitFiles('feat: a', { a: 'a' })
  const [tree, blob] = ['HEAD^{tree}', 'HEAD:a'].map((name) => repository.git('rev-parse', name))
  const git = await openGit({ directory: repository.directory, env: cleanEnvironment })
  const asked = [commit, tree ?? '', '1'.repeat(40), blob ?? '']
  expect(await git.noCommits(asked)).toEqual(new Set([tree, blob]))
  expect(await git.noCommits([])).toEqual(new Set())
})
