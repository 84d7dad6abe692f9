import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
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

/** Clones that lack what their origin has, and cannot ask it any more. */
async function partialClone(...options: readonly string[]): Promise<string> {
  const [given, path] = [await repository(), join(await folder(), 'partial')]
  await git(given, 'config', 'uploadpack.allowFilter', 'true')
  await git(given, 'clone', '--quiet', ...options, `file://${given}`, path)
  await rename(given, `${given}-gone`)
  onTestFinished(() => rm(`${given}-gone`, { recursive: true }))
  return path
}

async function inside(...names: readonly string[]): Promise<string> {
  const path = join(await repository(), ...names)
  await mkdir(path, { recursive: true })
  return path
}

const places: readonly (readonly [string, () => Promise<string>])[] = [
  ['a subfolder', async () => inside('packages', 'shop')],
  ['its .git folder', async () => join(await repository(), '.git')],
  [
    'a path with blanks, quotes and letters of another script',
    async () => {
      const path = join(await folder(), `my "shop's" магазин`)
      await rename(await repository(), path)
      return path
    },
  ],
  [
    'a bare repository',
    async () => {
      const path = join(await folder(), 'shop.git')
      await git('.', 'clone', '--quiet', '--bare', await repository(), path)
      return path
    },
  ],
  [
    'a linked worktree',
    async () => {
      const [given, path] = [await repository(), join(await folder(), 'tree')]
      await git(given, 'worktree', 'add', '--quiet', '--detach', path, 'HEAD')
      return path
    },
  ],
  [
    'a submodule',
    async () => {
      const [given, outer] = [await repository(), await repository()]
      await git(outer, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', given, 'module')
      return join(outer, 'module')
    },
  ],
  [
    'a branch whose name has ours in it',
    async () => {
      const given = await repository()
      await git(given, 'branch', '--quiet', '-m', 'main/next')
      return given
    },
  ],
  [
    'a repository that ignores every file, and has a folder where our page is',
    async () => {
      const given = await repository()
      await git(given, 'rm', '--quiet', 'REHEARSAL.md')
      await mkdir(join(given, 'REHEARSAL.md'))
      await writeFile(join(given, 'REHEARSAL.md', '.gitignore'), '*\n')
      await git(given, 'add', '--force', '.')
      await git(given, 'commit', '--quiet', '--amend', '--message', 'fix: two')
      return given
    },
  ],
  [
    'a repository whose objects are behind a link',
    async () => {
      const [given, elsewhere] = [await repository(), await folder()]
      await rename(join(given, '.git', 'objects'), join(elsewhere, 'objects'))
      await symlink(join(elsewhere, 'objects'), join(given, '.git', 'objects'))
      return given
    },
  ],
  ['a clone without blobs', async () => partialClone('--filter=blob:none')],
  ['a clone without blobs that is bare', async () => partialClone('--filter=blob:none', '--bare')],
  ['a clone without trees', async () => partialClone('--filter=tree:0')],
  ['a clone without trees that is bare', async () => partialClone('--filter=tree:0', '--bare')],
]

describe('the history that was named', () => {
  it.for(places)('is taken from %s', async ([, make]) => {
    const given = await make()
    const { folder: clone, origin } = await checkOut(given, join(await folder(), 'clone'), { named: true })
    expect(origin).toBe(`the history of ${given}`)
    expect(await subjects(clone)).toBe('fix: two\nfeat: one')
    expect(await git(clone, 'tag')).toBe('v1.0.0')
    expect(await git(clone, 'remote')).toBe('')

    // What a scenario does with it: a commit that reaches a copy, as the local GitHub is one.
    const copy = join(await folder(), 'copy.git')
    await git('.', 'clone', '--quiet', '--bare', clone, copy)
    const made = await commit(clone, 'feat: three', 'three')
    await git(clone, 'push', '--quiet', `file://${copy}`, 'HEAD:refs/heads/main')
    expect(await git(copy, 'rev-parse', 'main')).toBe(made)
    expect(await git(clone, 'show', 'HEAD:REHEARSAL.md')).toBe('three')
  })

  it('keeps the files of the repository in the commits of the scenarios', async () => {
    const given = await repository()
    await writeFile(join(given, 'app.ts'), 'export {}')
    await git(given, 'add', 'app.ts')
    await git(given, 'commit', '--quiet', '--message', 'feat: app')
    const { folder: clone } = await checkOut(given, join(await folder(), 'clone'))
    await commit(clone, 'feat: three', 'three')
    expect(await git(clone, 'diff', '--name-status', 'HEAD~1', 'HEAD')).toBe('M\tREHEARSAL.md')
  })

  it.for([
    ['a folder that is not there', async () => join(await folder(), 'none'), 'does not exist'],
    [
      'a file',
      async () => {
        const path = join(await folder(), 'file')
        await writeFile(path, '')
        return path
      },
      'is a file',
    ],
    ['a folder without git', async () => folder(), 'is no git repository'],
    [
      'an empty repository',
      async () => {
        const path = await folder()
        await git(path, 'init', '--quiet', '--bare')
        return path
      },
      'has no commits; commit something first',
    ],
    [
      'a bare repository whose HEAD names a branch that is not there',
      async () => {
        const path = join(await folder(), 'shop.git')
        await git('.', 'clone', '--quiet', '--bare', await repository(), path)
        await git(path, 'symbolic-ref', 'HEAD', 'refs/heads/master')
        return path
      },
      /no commits at its HEAD \(refs\/heads\/master\).* symbolic-ref HEAD refs\/heads\/trunk/,
    ],
    [
      'a shallow clone',
      async () => {
        const [given, path] = [await repository(), join(await folder(), 'shallow')]
        await git(given, 'clone', '--quiet', '--depth=1', `file://${given}`, path)
        return path
      },
      'fetch --unshallow --tags',
    ],
    [
      'a repository of a format that this git does not know',
      async () => {
        const path = await repository()
        await git(path, 'config', 'core.repositoryFormatVersion', '99')
        return path
      },
      'git cannot read',
    ],
  ] as const)('is not replaced by a made one: %s', async ([, make, why]) => {
    const [given, place] = [await make(), join(await folder(), 'made')]
    await expect(checkOut(given, place, { named: true })).rejects.toThrow(why)
    await expect(checkOut(given, place, { named: true })).rejects.toThrow(given)
  })

  it('needs git, and says so', async () => {
    const given = await repository()
    vi.stubEnv('PATH', '/nonexistent')
    onTestFinished(() => void vi.unstubAllEnvs())
    await expect(checkOut(given, join(await folder(), 'clone'))).rejects.toThrow('git is not on the PATH: install it')
  })
})

describe('a repository of another owner', () => {
  const isRoot = process.getuid?.() === 0

  /** Whoever runs this, git takes the repository for somebody else's. */
  async function foreign(): Promise<string> {
    const given = await repository()
    // The switch of git's own tests, where nobody may give files away.
    if (isRoot) execFileSync('chown', ['-R', '1234', given])
    else vi.stubEnv('GIT_TEST_ASSUME_DIFFERENT_OWNER', '1')
    onTestFinished(() => void vi.unstubAllEnvs())
    return given
  }

  it('is rehearsed, as in a container or after sudo', async () => {
    const given = await foreign()
    const { folder: clone } = await checkOut(given, join(await folder(), 'clone'), { named: true })
    expect(await subjects(clone)).toBe('fix: two\nfeat: one')
  })

  it('is read with the own settings of the user, who trusts it all the same', async () => {
    const [given, home] = [await foreign(), await folder()]
    const included = join(home, `odd "name"`)
    await writeFile(included, '[protocol "file"]\n\tallow = never\n')
    await writeFile(join(home, '.gitconfig'), `[include]\n\tpath = ${JSON.stringify(included)}\n`)
    vi.stubEnv('HOME', home)
    vi.stubEnv('XDG_CONFIG_HOME', undefined)
    await expect(checkOut(given, join(await folder(), 'clone'))).rejects.toThrow("transport 'file' not allowed")
    const quiet = join(home, 'quiet')
    await writeFile(quiet, '')
    vi.stubEnv('GIT_CONFIG_GLOBAL', quiet)
    expect(await checkOut(given, join(await folder(), 'clone'))).toMatchObject({ origin: `the history of ${given}` })
    expect(await readFile(quiet, 'utf8')).toBe('')
  })
})
