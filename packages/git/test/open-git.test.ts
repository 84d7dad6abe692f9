import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openGit, type Git, type ListedTag, type LoggedCommit } from '../src/index.ts'
import { cleanEnvironment, Repository, temporaryFolder } from '@slipway/test-support/git/repository'

const open = (repository: Repository, env: NodeJS.ProcessEnv = {}): Promise<Git> =>
  openGit({ directory: repository.directory, env: { ...cleanEnvironment, ...env } })

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = []
  for await (const item of items) found.push(item)
  return found
}

const commits = async (git: Git, from: string | undefined, to: string): Promise<LoggedCommit[]> =>
  (await all(git.commits({ from: from === undefined ? [] : [from], to }))).flat()

const messages = async (git: Git, from: string | undefined, to: string): Promise<string[]> =>
  (await commits(git, from, to)).map(({ message }) => message.trimEnd())

describe('opening', () => {
  it('says when the folder has no repository', async () => {
    const directory = temporaryFolder()
    const opening = openGit({ directory, env: { ...cleanEnvironment, GIT_CEILING_DIRECTORIES: join(directory, '..') } })
    await expect(opening).rejects.toMatchObject({ code: 'NO_REPOSITORY', message: expect.stringContaining(directory) })
    rmSync(directory, { recursive: true })
  })

  it('says when the folder is not there', async () => {
    await expect(openGit({ directory: '/nonexistent/checkout' })).rejects.toMatchObject({ code: 'NO_REPOSITORY' })
  })

  it('says when there is no git', async () => {
    using repository = Repository.of('feat: a')
    await expect(open(repository, { PATH: '/nonexistent' })).rejects.toMatchObject({ code: 'GIT_NOT_FOUND' })
  })

  it('trusts the folder although another user owns it, as in a container job', async () => {
    using repository = Repository.of('feat: a')
    const foreign = { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' }
    expect(await (await open(repository, foreign)).head()).toBe(repository.git('rev-parse', 'HEAD'))
  })

  it('trusts a subfolder of such a checkout', async () => {
    using repository = Repository.of('feat: a')
    const directory = join(repository.directory, 'packages', 'a')
    mkdirSync(directory, { recursive: true })
    const env = { ...cleanEnvironment, GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' }
    expect(await (await openGit({ directory, env })).head()).toBe(repository.git('rev-parse', 'HEAD'))
  })

  /** git before 2.38, which asks files alone whom it may trust; its refusal is the same. */
  const filesAlone = (repository: Repository): NodeJS.ProcessEnv => {
    const programs = join(repository.directory, 'programs')
    mkdirSync(programs)
    const git = execFileSync('which', ['git'], { encoding: 'utf8' }).trim()
    const script = `#!/bin/sh\nunset GIT_CONFIG_COUNT\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec ${git} "$@"\n`
    writeFileSync(join(programs, 'git'), script, { mode: 0o755 })
    return { ...cleanEnvironment, PATH: `${programs}:${cleanEnvironment['PATH']}` }
  }

  it('trusts the folder also where git does not look into its environment, as in a container of Ubuntu 22.04', async () => {
    using repository = Repository.of('feat: a')
    const commit = repository.tag('v1.0.0')
    const env = filesAlone(repository)
    const own = join(repository.directory, 'own "settings"')
    writeFileSync(own, '[log]\n\tshowSignature = true\n')
    const { directory } = repository
    for (const given of [env, { ...env, GIT_CONFIG_GLOBAL: own }]) {
      const git = await openGit({ directory, env: given, listTags: true, recent: 3 })
      expect(await git.tags()).toEqual([{ name: 'v1.0.0', commit }])
      expect([...((await git.recent?.()?.commits) ?? [])].map(({ sha }) => sha)).toEqual([commit])
      expect(await messages(git, undefined, 'HEAD')).toEqual(['feat: a'])
    }
  })

  it('leaves no file of that behind', async () => {
    using repository = Repository.of('feat: a')
    const temporary = temporaryFolder()
    const env = { ...filesAlone(repository), RUNNER_TEMP: temporary }
    const module = JSON.stringify(new URL('../src/index.ts', import.meta.url).href)
    const { directory } = repository
    const script = `
      import { openGit } from ${module}
      import { readdirSync } from 'node:fs'
      const git = await openGit({ directory: ${JSON.stringify(directory)}, env: ${JSON.stringify(env)} })
      console.log(await git.branch(), readdirSync(${JSON.stringify(temporary)}).length)`
    const node = ['--conditions=@slipway/source', '--input-type=module', '--eval', script]
    expect(execFileSync(process.execPath, node, { encoding: 'utf8' })).toBe('main 1\n')
    expect(readdirSync(temporary)).toEqual([])
    rmSync(temporary, { recursive: true })
  })

  it('keeps the configuration that the environment already gives', async () => {
    using repository = Repository.of('feat: a')
    const given = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'log.showSignature', GIT_CONFIG_VALUE_0: 'true' }
    const git = await open(repository, { ...given, GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' })
    expect(await messages(git, undefined, 'HEAD')).toEqual(['feat: a'])
  })

  it('is not led to another repository by the caller, as inside a hook', async () => {
    using repository = Repository.of('feat: a')
    using other = Repository.of('feat: b')
    const git = await open(repository, { GIT_DIR: join(other.directory, '.git') })
    expect(await git.head()).toBe(repository.git('rev-parse', 'HEAD'))
  })

  it('works in a subfolder of the checkout', async () => {
    using repository = Repository.of('feat: a')
    const directory = join(repository.directory, 'sub')
    mkdirSync(directory)
    expect(await (await openGit({ directory, env: cleanEnvironment })).head()).toMatch(/^[0-9a-f]{40}$/)
  })
})

describe('in the workspace of a job', () => {
  /** A repository, and a folder in it that is the workspace: as where a runner is installed within a checkout. */
  function around(): { readonly outer: Repository; readonly workspace: string; readonly env: NodeJS.ProcessEnv } {
    const outer = Repository.of('feat: of the runner')
    const workspace = join(outer.directory, 'work', 'ship')
    mkdirSync(workspace, { recursive: true })
    return { outer, workspace, env: { ...cleanEnvironment, GITHUB_WORKSPACE: workspace } }
  }

  it.for([
    ['the workspace', ''],
    ['a folder in it', 'app'],
    ['a folder deep in it', 'a/b/c'],
  ] as const)('a repository above it is never taken: from %s', async ([, folder]) => {
    const { outer, workspace, env } = around()
    using _ = outer
    const directory = join(workspace, folder)
    mkdirSync(directory, { recursive: true })
    await expect(openGit({ directory, env })).rejects.toMatchObject({ code: 'NO_REPOSITORY' })
    await expect(openGit({ directory, env, listTags: true })).rejects.toMatchObject({ code: 'NO_REPOSITORY' })
    const given = { ...env, GIT_CEILING_DIRECTORIES: '/elsewhere' }
    await expect(openGit({ directory, env: given })).rejects.toMatchObject({ code: 'NO_REPOSITORY' })
  })

  it('a repository above it is never taken, although a symbolic link leads to the workspace', async () => {
    const { outer, workspace, env } = around()
    using _ = outer
    const link = `${workspace}-link`
    symlinkSync(workspace, link)
    mkdirSync(join(workspace, 'app'))
    const opening = openGit({ directory: join(link, 'app'), env: { ...env, GITHUB_WORKSPACE: link } })
    await expect(opening).rejects.toMatchObject({ code: 'NO_REPOSITORY' })
  })

  it('that of the workspace is found from its folders, also where another user owns it', async () => {
    using repository = Repository.of('feat: a')
    const directory = join(repository.directory, 'services', 'api')
    mkdirSync(directory, { recursive: true })
    const foreign = { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1', GITHUB_WORKSPACE: repository.directory }
    const git = await openGit({ directory, env: { ...cleanEnvironment, ...foreign } })
    expect(await git.head()).toBe(repository.git('rev-parse', 'HEAD'))
  })
})

describe('a repository that is damaged', () => {
  it.for([
    ['leads to an object that is not there', `${'1'.repeat(40)}\n`],
    ['holds something else', 'garbage\n'],
    ['is empty', ''],
  ] as const)('lists its other tags, and with them one whose ref %s', async ([, content]) => {
    using repository = Repository.of('feat: a')
    const commit = repository.tag('v1.0.0')
    repository.annotatedTag('v1.1.0')
    writeFileSync(join(repository.directory, '.git', 'refs', 'tags', 'v1.0.5'), content)
    const expected = [
      { name: 'v1.0.0', commit },
      { name: 'v1.0.5', commit: undefined },
      { name: 'v1.1.0', commit },
    ]
    const byName = (tags: readonly ListedTag[]) => tags.toSorted((a, b) => a.name.localeCompare(b.name))
    expect(byName(await (await open(repository)).tags())).toEqual(expected)
    const git = await openGit({ directory: repository.directory, env: cleanEnvironment, listTags: true })
    expect(byName(await git.tags())).toEqual(expected)
    expect(await git.head()).toBe(commit)
  })

  it('is not one that is absent: the failure has the words of git', async () => {
    using repository = Repository.of('feat: a')
    repository.git('pack-refs', '--all')
    appendFileSync(join(repository.directory, '.git', 'packed-refs'), 'garbage\n')
    await expect(open(repository)).rejects.toMatchObject({
      code: 'GIT_FAILED',
      message: expect.stringContaining(repository.directory),
      cause: { message: expect.stringContaining('packed-refs') },
    })
  })
})

describe('tags that are listed while the repository is opened', () => {
  const listing = (repository: Repository): Promise<Git> =>
    openGit({ directory: repository.directory, env: cleanEnvironment, listTags: true })

  it('are those of that moment, the next time those of now', async () => {
    using repository = Repository.of('feat: a')
    const commit = repository.tag('v1.0.0')
    const git = await listing(repository)
    expect(await git.tags()).toEqual([{ name: 'v1.0.0', commit }])
    repository.tag('v1.1.0')
    expect((await git.tags()).map(({ name }) => name)).toEqual(['v1.0.0', 'v1.1.0'])
  })

  it('are none in a repository without', async () => {
    using repository = Repository.empty()
    expect(await (await listing(repository)).tags()).toEqual([])
  })

  it('do not hide that there is no repository', async () => {
    const directory = temporaryFolder()
    const env = { ...cleanEnvironment, GIT_CEILING_DIRECTORIES: join(directory, '..') }
    await expect(openGit({ directory, env, listTags: true })).rejects.toMatchObject({ code: 'NO_REPOSITORY' })
    rmSync(directory, { recursive: true })
  })
})

describe('HEAD', () => {
  it('is a failure while there is no commit', async () => {
    using repository = Repository.empty()
    await expect((await open(repository)).head()).rejects.toMatchObject({ code: 'NO_COMMIT' })
  })

  it('may be detached', async () => {
    using repository = Repository.of('feat: a', 'feat: b')
    repository.git('checkout', '--quiet', '--detach', 'HEAD~1')
    expect(await (await open(repository)).head()).toBe(repository.git('rev-parse', 'main~1'))
  })
})

describe('tags', () => {
  it('are followed to their commit through any number of annotations', async () => {
    using repository = Repository.of('feat: a')
    const commit = repository.tag('light')
    repository.annotatedTag('annotated')
    repository.annotatedTag('twice', 'annotated')
    const listed = await (await open(repository)).tags()
    expect(listed).toEqual(['annotated', 'light', 'twice'].map((name) => ({ name, commit })))
  })

  it('are followed one at a time, however many there are', async () => {
    using repository = Repository.of('feat: a')
    repository.annotatedTag('once')
    for (let number = 0; number < 8; number += 1) repository.annotatedTag(`twice-${number}`, 'once')
    // A git that cannot run beside itself.
    const bin = join(repository.directory, '.git', 'bin')
    mkdirSync(bin)
    const script = `#!/bin/sh\nmkdir "$0.busy" || exit 77\nPATH="$REAL_PATH" git "$@"; code=$?\nrmdir "$0.busy"; exit $code\n`
    writeFileSync(join(bin, 'git'), script, { mode: 0o755 })
    const path = cleanEnvironment['PATH']
    const git = await open(repository, { PATH: `${bin}:${path}`, REAL_PATH: path })
    const commit = repository.git('rev-parse', 'HEAD')
    expect((await git.tags()).map((tag) => tag.commit)).toEqual(Array.from({ length: 9 }, () => commit))
  })

  it('that lead to no commit are in no history', async () => {
    using repository = Repository.of('feat: a')
    repository.git('tag', 'tree', 'HEAD^{tree}')
    repository.annotatedTag('annotated-tree', 'HEAD^{tree}')
    repository.annotatedTag('twice', 'annotated-tree')
    const git = await open(repository)
    const listed = await git.tags()
    expect(listed.map(({ commit }) => commit)).toEqual(Array(3).fill(repository.git('rev-parse', 'HEAD^{tree}')))
    for (const { commit = '' } of listed) expect(await git.isAncestor(commit, 'HEAD')).toBe(false)
  })
})

describe('ancestry', () => {
  it('holds along history, for the commit itself, and not beside it', async () => {
    using repository = Repository.of('feat: a', 'feat: b')
    repository.git('checkout', '--quiet', '-b', 'side', 'HEAD~1')
    const side = repository.commit('feat: c')
    const git = await open(repository)
    expect(await git.isAncestor('main~1', 'main')).toBe(true)
    expect(await git.isAncestor('main', 'main')).toBe(true)
    expect(await git.isAncestor(side, 'main')).toBe(false)
  })

  it('does not hold for a commit that the checkout lacks, as tags of the remote may be', async () => {
    using repository = Repository.of('feat: a')
    const git = await open(repository)
    expect(await git.isAncestor('a'.repeat(40), 'HEAD')).toBe(false)
    expect(await git.isAncestor(await git.head(), 'a'.repeat(40))).toBe(false)
  })

  it('with something that is no commit is an error with the words of git', async () => {
    using repository = Repository.of('feat: a')
    const asking = (await open(repository)).isAncestor('HEAD', 'nothing')
    await expect(asking).rejects.toMatchObject({
      code: 'GIT_FAILED',
      message: 'git merge-base ended with exit code 128',
      cause: { message: expect.stringContaining('nothing') },
    })
  })
})

describe('the log', () => {
  it('gives whole messages, newest first, of the range only', async () => {
    using repository = Repository.of('feat: a', 'fix: b\n\nbody\n\nBREAKING CHANGE: c', '', 'fix: 日本 🚢')
    const git = await open(repository)
    expect(await messages(git, 'HEAD~3', 'HEAD')).toEqual(['fix: 日本 🚢', '', 'fix: b\n\nbody\n\nBREAKING CHANGE: c'])
    expect(await messages(git, undefined, 'HEAD')).toHaveLength(4)
    expect(await messages(git, 'HEAD', 'HEAD')).toEqual([])
  })

  it('has no word of a signature check, which a configuration may ask for', async () => {
    using repository = Repository.of('feat: a')
    repository.sign()
    repository.git('config', 'log.showSignature', 'true')
    repository.git('config', 'gpg.program', repository.script('echo "gpg: who knows" >&2; exit 1'))
    expect(repository.git('log', '--format=%s')).toContain('gpg: who knows')
    const found = await commits(await open(repository), undefined, 'HEAD')
    expect(found.map(({ sha }) => sha)).toEqual([repository.git('rev-parse', 'HEAD')])
  })

  it('contains both sides of a merge', async () => {
    using repository = Repository.of('feat: a')
    repository.git('checkout', '--quiet', '-b', 'side')
    repository.commit('feat: b')
    repository.git('checkout', '--quiet', 'main')
    repository.commit('feat: c')
    repository.git('merge', '--quiet', '--no-edit', 'side')
    const found = await messages(await open(repository), 'HEAD~2', 'HEAD')
    expect(found.toSorted()).toEqual(["Merge branch 'side'", 'feat: b', 'feat: c'])
  })

  it('joins characters that the pipe cuts', async () => {
    const long = `fix: ${'🚢'.repeat(60_000)}`
    using repository = Repository.of(long, `fix: x${'日'.repeat(60_000)}`)
    const [second, first] = await messages(await open(repository), undefined, 'HEAD')
    expect(first === long).toBe(true)
    expect(second?.includes('\uFFFD')).toBe(false)
  })

  it('is the history that was pushed, not what this machine puts in its place', async () => {
    using repository = Repository.of('feat: a', 'feat!: b', 'fix: c')
    const tree = repository.git('rev-parse', 'HEAD^{tree}')
    const other = repository.git('commit-tree', '-m', 'docs: b', '-p', 'HEAD~2', tree)
    repository.git('replace', 'HEAD~1', other)
    expect(repository.git('log', '--format=%s')).toContain('docs: b')
    expect(await messages(await open(repository), undefined, 'HEAD')).toEqual(['fix: c', 'feat!: b', 'feat: a'])
    repository.git('replace', '--delete', repository.git('rev-parse', 'HEAD~1'))
    mkdirSync(join(repository.directory, '.git', 'info'), { recursive: true })
    writeFileSync(join(repository.directory, '.git', 'info', 'grafts'), `${repository.git('rev-parse', 'HEAD')}\n`)
    expect(await messages(await open(repository), undefined, 'HEAD')).toHaveLength(3)
  })

  it('can be left early', async () => {
    using repository = Repository.of(...Array.from({ length: 20 }, (_, index) => `fix: ${index}`))
    for await (const [first] of (await open(repository)).commits({ from: [], to: 'HEAD' })) {
      expect(first?.message.trim()).toBe('fix: 19')
      break
    }
  })

  it('fails where it ends when the range does not exist', async () => {
    using repository = Repository.of('feat: a')
    const reading = commits(await open(repository), 'v9.9.9', 'HEAD')
    await expect(reading).rejects.toMatchObject({ code: 'GIT_FAILED' })
  })
})

describe('a shallow clone', () => {
  it.for([
    { depth: 1, cut: true },
    { depth: 2, cut: true },
    { depth: 3, cut: false },
  ])('of depth $depth cuts the range to two commits ago: $cut', async ({ depth, cut }) => {
    using origin = Repository.of('feat: a', 'feat: b', 'feat: c', 'feat: d')
    const base = origin.git('rev-parse', 'HEAD~2')
    using clone = origin.clone(`--depth=${depth}`)
    const git = await open(clone)
    expect(await git.isShallow()).toBe(true)
    expect(await git.cut({ from: depth > 2 ? [base] : [], to: 'HEAD' })).toBe(cut)
  })

  it('cuts a range where nobody can see that the base contains what a branch brings', async () => {
    using origin = Repository.of('feat: a')
    origin.git('branch', 'side')
    origin.commit('feat: b')
    const base = origin.commit('feat: c')
    origin.git('checkout', '--quiet', 'side')
    origin.commit('feat: d')
    origin.git('checkout', '--quiet', 'main')
    origin.merge('side')
    // Down to the base, and on the other way to the start.
    using clone = origin.clone('--depth=3')
    expect(clone.git('rev-list', `${base}..HEAD`).split('\n')).toContain(origin.git('rev-parse', 'HEAD~3'))
    expect(await (await open(clone)).cut({ from: [base], to: 'HEAD' })).toBe(true)
  })

  it('does not cut a range of commits that all came after the base, in the same second', async () => {
    using origin = Repository.empty()
    const commits = ['feat: a', 'feat: b', 'feat: c'].map(
      (message) =>
        `commit refs/heads/main\ncommitter Ada <a@example.com> 1700000000 +0000\ndata ${message.length}\n${message}\n`,
    )
    const { directory } = origin
    execFileSync('git', ['fast-import', '--quiet'], { cwd: directory, env: cleanEnvironment, input: commits.join('') })
    using clone = origin.clone('--depth=2')
    const base = origin.git('rev-parse', 'main~1')
    expect(await (await open(clone)).cut({ from: [base], to: 'HEAD' })).toBe(false)
  })

  it('does not cut a range of a branch that left above the cut, in the same second', async () => {
    using origin = Repository.empty()
    const parents = ['', 'from :1\n', 'from :2\n', 'from :2\n', 'from :4\nmerge :3\n']
    const commits = parents.map(
      (from, index) =>
        `commit refs/heads/main\nmark :${index + 1}\ncommitter Ada <a@example.com> 1700000000 +0000\ndata 1\n${index}\n${from}`,
    )
    const { directory } = origin
    execFileSync('git', ['fast-import', '--quiet'], { cwd: directory, env: cleanEnvironment, input: commits.join('') })
    using clone = origin.clone('--depth=3')
    const base = origin.git('rev-parse', 'main~1')
    expect(await (await open(clone)).cut({ from: [base], to: 'HEAD' })).toBe(false)
  })

  it('is none when nothing was cut', async () => {
    using origin = Repository.of('feat: a', 'feat: b')
    using clone = origin.clone()
    const git = await open(clone)
    expect(await git.isShallow()).toBe(false)
    expect(await git.cut({ from: [], to: 'HEAD' })).toBe(false)
  })
})
