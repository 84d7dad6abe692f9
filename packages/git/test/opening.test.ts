import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { beginOpening, openGit, type Git, type WalkedCommit } from '../src/index.ts'
import { cleanEnvironment, Repository, temporaryFolder } from '@slipway/test-support/git/repository'

const asked = { listTags: true, recent: 3 } as const

const open = (directory: string, env: NodeJS.ProcessEnv = cleanEnvironment): Promise<Git> =>
  openGit({ directory, env, ...asked })

async function recentOf(git: Git): Promise<readonly WalkedCommit[]> {
  const recent = git.recent?.()
  if (recent === undefined) throw new Error('they were asked for')
  return [...(await recent.commits)]
}

const messagesOf = (commits: readonly WalkedCommit[]): string[] => commits.map(({ message }) => message.trimEnd())

/** An environment with a git that never ends. */
function hanging({ directory }: Repository): NodeJS.ProcessEnv {
  const programs = join(directory, 'programs')
  mkdirSync(programs)
  writeFileSync(join(programs, 'git'), '#!/bin/sh\nexec sleep 600\n', { mode: 0o755 })
  return { ...cleanEnvironment, PATH: `${programs}${delimiter}${cleanEnvironment['PATH']}` }
}

describe('a checkout that was begun to open', () => {
  it('is as it was at that moment', async () => {
    using repository = Repository.of('feat: a')
    const commit = repository.tag('v1.0.0')
    const opening = beginOpening({ directory: repository.directory, env: cleanEnvironment, ...asked })
    await Promise.allSettled([opening.facts, opening.tags, opening.recent?.commits])
    repository.commit('feat: b')
    repository.tag('v1.1.0')
    const git = await openGit({ directory: repository.directory, env: cleanEnvironment }, opening)
    expect(await git.head()).toBe(commit)
    expect(await git.tags()).toEqual([{ name: 'v1.0.0', commit }])
    expect(messagesOf(await recentOf(git))).toEqual(['feat: a'])
    expect((await git.tags()).map(({ name }) => name)).toEqual(['v1.0.0', 'v1.1.0'])
  })

  it('answers what is asked later until it is told to stop', async () => {
    using repository = Repository.of('feat: a')
    const stopping = new AbortController()
    const { directory } = repository
    const opening = beginOpening({ directory, env: cleanEnvironment, ...asked })
    const git = await openGit({ directory, env: cleanEnvironment, signal: stopping.signal }, opening)
    expect(await git.branch()).toBe('main')
    stopping.abort()
    await expect(git.branch()).rejects.toMatchObject({ name: 'AbortError' })
  })

  it.for([
    ['as soon as who opens it is told to stop', false],
    ['at once by who was told to stop before', true],
  ] as const)('is given up %s, although git hangs', async ([, isToldBefore]) => {
    using repository = Repository.of('feat: a')
    const env = hanging(repository)
    const stopping = new AbortController()
    const opening = beginOpening({ directory: repository.directory, env, ...asked })
    const why = new Error('SIGINT')
    if (isToldBefore) stopping.abort(why)
    const opened = openGit({ directory: repository.directory, env, signal: stopping.signal }, opening)
    stopping.abort(why)
    await expect(opened).rejects.toMatchObject({ name: 'AbortError', cause: why })
    expect([...((await opening.recent?.commits) ?? [])]).toEqual([])
  })

  it('tells who opens it that there is no repository, and nobody before', async () => {
    const directory = temporaryFolder()
    const env = { ...cleanEnvironment, GIT_CEILING_DIRECTORIES: join(directory, '..') }
    const opening = beginOpening({ directory, env, ...asked })
    await Promise.allSettled([opening.facts, opening.tags, opening.recent?.commits])
    await expect(openGit({ directory, env }, opening)).rejects.toMatchObject({
      code: 'NO_REPOSITORY',
      cause: { message: expect.stringContaining('not a git repository') },
    })
    rmSync(directory, { recursive: true })
  })

  it('leaves no file behind, whatever became of it', async () => {
    using repository = Repository.of('feat: a')
    const temporary = temporaryFolder()
    const env = { ...cleanEnvironment, RUNNER_TEMP: temporary }
    await recentOf(await open(repository.directory, env))
    const gitless = open(repository.directory, { ...env, PATH: '/nonexistent' })
    await expect(gitless).rejects.toMatchObject({ code: 'GIT_NOT_FOUND' })
    expect(readdirSync(temporary)).toEqual([])
    rmSync(temporary, { recursive: true })
  })
})

describe('recent commits', () => {
  it('are the newest that HEAD contains, as many as were asked for, to be had once', async () => {
    using repository = Repository.of('feat: a', 'feat: b', 'feat: c', 'feat: d')
    const git = await open(repository.directory)
    expect(messagesOf(await recentOf(git))).toEqual(['feat: d', 'feat: c', 'feat: b'])
    expect(git.recent?.()).toBeUndefined()
  })

  it('are those of a walk', async () => {
    using repository = Repository.of('feat: a', 'fix: b\n\nBody of\nmany lines')
    const git = await open(repository.directory)
    const walked = []
    for await (const batch of git.walk?.([await git.head()]) ?? []) walked.push(...batch)
    expect(await recentOf(git)).toEqual(walked)
    expect(walked).toHaveLength(2)
  })

  it('are none where there is no commit', async () => {
    using repository = Repository.empty()
    expect(await recentOf(await open(repository.directory))).toEqual([])
  })
})

describe('head, tags and shallowness, asked in one', () => {
  it.for<readonly [name: string, place: (repository: Repository) => string]>([
    ['the checkout', ({ directory }) => directory],
    [
      'a folder in it',
      ({ directory }) => {
        mkdirSync(join(directory, 'sub'))
        return join(directory, 'sub')
      },
    ],
    [
      'a linked worktree',
      (repository) => {
        repository.git('worktree', 'add', '--quiet', '--detach', 'tree', 'HEAD')
        return join(repository.directory, 'tree')
      },
    ],
    [
      'a checkout whose repository lies elsewhere',
      ({ directory }) => {
        const other = join(directory, 'other')
        mkdirSync(other)
        writeFileSync(join(other, '.git'), `gitdir: ${join(directory, '.git')}\n`)
        return other
      },
    ],
  ])('are those of %s', async ([, place]) => {
    using repository = Repository.of('feat: a', 'feat: b')
    const commit = repository.tag('v1.0.0')
    const git = await open(place(repository))
    expect([await git.head(), await git.isShallow()]).toEqual([commit, false])
    expect(await git.tags()).toEqual([{ name: 'v1.0.0', commit }])
  })

  it('are those of the clone around it where a folder has a .git that is no repository', async () => {
    using origin = Repository.of('feat: a', 'feat: b')
    using clone = origin.clone('--depth=1')
    mkdirSync(join(clone.directory, 'sub', '.git'), { recursive: true })
    const git = await open(join(clone.directory, 'sub'))
    expect([await git.head(), await git.isShallow()]).toEqual([origin.git('rev-parse', 'HEAD'), true])
  })

  it('are those of the commit where HEAD leads to an annotated tag', async () => {
    using repository = Repository.of('feat: a')
    const commit = repository.annotatedTag('v1.0.0')
    repository.git('symbolic-ref', 'HEAD', 'refs/tags/v1.0.0')
    const git = await open(repository.directory)
    expect(await git.head()).toBe(commit)
    expect(await git.tags()).toEqual([{ name: 'v1.0.0', commit }])
  })

  it('are told although a ref is broken, whose tag leads to nothing', async () => {
    using repository = Repository.of('feat: a')
    const head = repository.git('rev-parse', 'HEAD')
    writeFileSync(join(repository.directory, '.git', 'refs', 'tags', 'v1.0.0'), `${'1'.repeat(40)}\n`)
    const git = await open(repository.directory)
    expect([await git.head(), await git.isShallow()]).toEqual([head, false])
    expect(await git.tags()).toEqual([{ name: 'v1.0.0', commit: undefined }])
  })

  it('are told apart where the commit at HEAD is not there', async () => {
    using repository = Repository.of('feat: a')
    const commit = repository.tag('v1.0.0')
    writeFileSync(join(repository.directory, '.git', 'HEAD'), `${'1'.repeat(40)}\n`)
    const git = await open(repository.directory)
    await expect(git.head()).rejects.toMatchObject({ code: 'NO_COMMIT' })
    expect(await git.tags()).toEqual([{ name: 'v1.0.0', commit }])
  })

  it.for([true, false])('are those of a clone that was cut (as a linked worktree: %s)', async (isLinked) => {
    using origin = Repository.of('feat: a', 'feat: b')
    using clone = Repository.empty()
    clone.git('fetch', '--quiet', '--depth=1', `file://${origin.directory}`, 'main')
    clone.git('checkout', '--quiet', '--detach', 'FETCH_HEAD')
    if (isLinked) clone.git('worktree', 'add', '--quiet', '--detach', 'tree', 'HEAD')
    const git = await open(isLinked ? join(clone.directory, 'tree') : clone.directory)
    expect([await git.head(), await git.isShallow()]).toEqual([origin.git('rev-parse', 'HEAD'), true])
  })
})
