import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { checkOut, commit } from '../src/history/checkout.ts'
import { git } from '../src/history/git.ts'

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'checkout-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

async function repository(): Promise<string> {
  const path = await folder()
  await git(path, 'init', '--quiet', '--initial-branch=trunk')
  await commit(path, 'feat: one', 'one')
  await git(path, 'tag', 'v1.0.0')
  await commit(path, 'fix: two', 'two')
  return path
}

const subjects = async (path: string): Promise<string> => git(path, 'log', '--format=%s')

describe('checkOut', () => {
  it('clones history and tags, and never writes to what was given', async () => {
    const given = await repository()
    const before = await git(given, 'for-each-ref')
    const { folder: clone, origin } = await checkOut(given, join(await folder(), 'clone'))
    expect(origin).toBe(`the history of ${given}`)
    expect(await subjects(clone)).toBe('fix: two\nfeat: one')
    expect(await git(clone, 'tag')).toBe('v1.0.0')
    expect(await git(clone, 'branch', '--show-current')).toBe('main')

    await commit(clone, 'feat: three', 'three')
    expect(await git(given, 'for-each-ref')).toBe(before)
    expect(await git(given, 'status', '--porcelain')).toBe('')
  })

  it('works where HEAD is not on a branch', async () => {
    const given = await repository()
    await git(given, 'checkout', '--quiet', '--detach', 'v1.0.0')
    const { folder: clone } = await checkOut(given, join(await folder(), 'clone'))
    expect(await subjects(clone)).toBe('feat: one')
  })

  it.for([
    ['a folder without git', async () => folder(), 'is no git repository'],
    [
      'a repository without commits',
      async () => {
        const path = await folder()
        await git(path, 'init', '--quiet')
        return path
      },
      'has no commits',
    ],
    [
      'a shallow clone',
      async () => {
        const [given, path] = [await repository(), join(await folder(), 'shallow')]
        await git(given, 'clone', '--quiet', '--depth=1', `file://${given}`, path)
        return path
      },
      'is a shallow clone',
    ],
  ] as const)('makes a history for %s, and says why', async ([, make, why]) => {
    const { folder: made, origin } = await checkOut(await make(), join(await folder(), 'made'))
    expect(origin).toContain('a made history, because')
    expect(origin).toContain(why)
    expect(await git(made, 'describe', '--tags')).toMatch(/^v0\.1\.0-1-g/)
  })
})
