import { expect, it } from 'vitest'
import { openGit } from '../src/index.ts'
import { cleanEnvironment, Repository } from '@slipway/test-support/git/repository'

it('a clone without trees that cannot fetch them says so, and what to do', async () => {
  using origin = Repository.empty()
  origin.git('config', 'uploadpack.allowFilter', 'true')
  origin.change('feat: a', 'api/a')
  using clone = origin.clone('--filter=tree:0', '--no-checkout')
  clone.git('remote', 'set-url', 'origin', 'file:///nonexistent')
  const git = await openGit({ directory: clone.directory, env: cleanEnvironment })
  const read = async (paths: boolean): Promise<number> => {
    let count = 0
    for await (const batch of git.commits({ from: [], to: 'HEAD' }, { paths })) count += batch.length
    return count
  }
  expect(await read(false)).toBe(1)
  await expect(read(true)).rejects.toMatchObject({
    code: 'HISTORY_UNAVAILABLE',
    remedy: expect.stringContaining('filter'),
  })
})
