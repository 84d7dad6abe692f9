import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openGit, type Git, type WalkedCommit } from '../src/index.ts'
import { read } from './checkout.ts'
import { cleanEnvironment, Repository } from '@slipway/test-support/git/repository'

const open = (repository: Repository, env: NodeJS.ProcessEnv = {}): Promise<Git> =>
  openGit({ directory: repository.directory, env: { ...cleanEnvironment, ...env } })

/** main: a, c, merge of side; side: b. */
function forked(): Repository {
  const repository = Repository.empty()
  repository.change('feat: a', 'a')
  repository.git('checkout', '--quiet', '-b', 'side')
  repository.change('feat: b', 'b')
  repository.git('checkout', '--quiet', 'main')
  repository.change('feat: c', 'c')
  repository.merge('side')
  return repository
}

describe('commits', () => {
  it('come with sha, parents and message, and without paths unless asked for', async () => {
    using repository = Repository.of('feat: a', '', 'fix: 日本 🚢\n\nbody')
    const sha = (name: string): string => repository.git('rev-parse', name)
    expect(await read(await open(repository), [], 'HEAD')).toEqual([
      { sha: sha('HEAD'), parents: sha('HEAD~1'), message: 'fix: 日本 🚢\n\nbody', paths: [] },
      { sha: sha('HEAD~1'), parents: sha('HEAD~2'), message: '', paths: [] },
      { sha: sha('HEAD~2'), parents: '', message: 'feat: a', paths: [] },
    ])
  })

  it('exclude what any of several bases contains', async () => {
    using repository = forked()
    const found = await read(await open(repository), ['main~1', 'side'], 'main')
    expect(found.map(({ sha }) => sha)).toEqual([repository.git('rev-parse', 'main')])
  })

  it('come with the paths they touched, whatever those are called and whatever else has none', async () => {
    using repository = Repository.empty()
    repository.change('', 'with blank', 'd/日本', '\u0001line\nfeed')
    repository.commit('')
    repository.change('feat: c', 'c')
    const found = await read(await open(repository), [], 'HEAD', { paths: true })
    expect(found.map(({ message, paths }) => [message, paths.toSorted()])).toEqual([
      ['feat: c', ['c']],
      ['', []],
      ['', ['\u0001line\nfeed', 'd/日本', 'with blank']],
    ])
  })

  it('that moved a file touched both places, and those that removed it the one', async () => {
    using repository = Repository.empty()
    repository.change('feat: a', 'from')
    repository.git('mv', 'from', 'to')
    repository.commit('fix: moved')
    repository.git('rm', '--quiet', 'to')
    repository.commit('fix: gone')
    const found = await read(await open(repository), [], 'HEAD', { paths: true })
    expect(found.map(({ paths }) => paths)).toEqual([['to'], ['from', 'to'], ['from']])
  })

  it('that merge touched what they brought to their first parent', async () => {
    using repository = forked()
    const [merge] = await read(await open(repository), [], 'HEAD', { paths: true })
    expect(merge?.paths).toEqual(['b'])
  })

  it('have their paths whatever the configuration says about diffs', async () => {
    using repository = forked()
    const settings = {
      'diff.relative': 'true',
      'log.showRoot': 'false',
      'diff.renames': 'copies',
      'diff.noprefix': 'true',
      'log.diffMerges': 'off',
    }
    for (const [key, value] of Object.entries(settings)) repository.git('config', key, value)
    const directory = join(repository.directory, 'sub')
    mkdirSync(directory)
    const git = await openGit({ directory, env: cleanEnvironment })
    const found = await read(git, [], 'HEAD', { paths: true, topological: true })
    expect(found.map(({ paths }) => paths)).toEqual([['b'], ['b'], ['c'], ['a']])
  })

  it('come in the order of ancestry when asked, whatever their dates', async () => {
    using repository = Repository.of('feat: a')
    const tree = repository.git('rev-parse', 'HEAD^{tree}')
    const env = { ...cleanEnvironment, GIT_COMMITTER_DATE: '1000000000 +0000' }
    const old = (await import('node:child_process'))
      .execFileSync('git', ['commit-tree', '-p', 'HEAD', '-m', 'late', tree], {
        cwd: repository.directory,
        env,
        encoding: 'utf8',
      })
      .trim()
    repository.git('reset', '--quiet', '--hard', old)
    repository.commit('feat: b')
    repository.git('checkout', '--quiet', '-b', 'side', 'main~2')
    repository.commit('fix: c')
    repository.git('checkout', '--quiet', 'main')
    repository.merge('side')
    const found = await read(await open(repository), [], 'HEAD', { topological: true })
    const seen = new Set<string>()
    for (const { sha, parents } of found) {
      expect(parents.split(' ').some((parent) => seen.has(parent))).toBe(false)
      seen.add(sha)
    }
    expect(found).toHaveLength(5)
  })

  it('are the same whether they come in one piece or many', async () => {
    using repository = Repository.empty()
    repository.grow(3000, 10)
    const git = await open(repository)
    const batches: number[] = []
    for await (const batch of git.commits({ from: [], to: 'main' }, { paths: true })) batches.push(batch.length)
    const expected = repository.git('log', '--format=%H %P|%s', '--name-only', '--no-renames').split('\n')
    const found = (await read(git, [], 'main', { paths: true })).flatMap(({ sha, parents, message, paths }) => [
      `${sha} ${parents}|${message.split('\n')[0]}`,
      '',
      ...paths,
    ])
    expect(batches.length).toBeGreaterThan(5)
    expect(found).toEqual(expected)
  })

  it('of a range that does not exist are a failure, not none', async () => {
    using repository = Repository.of('feat: a')
    await expect(read(await open(repository), ['v9.9.9'], 'HEAD')).rejects.toMatchObject({
      code: 'GIT_FAILED',
      message: 'git log ended with exit code 128',
    })
  })

  it('of an old git come without the paths of merges, which it does not know how to show', async () => {
    using repository = forked()
    const bin = join(repository.directory, '.git', 'bin')
    mkdirSync(bin)
    const script = `#!/bin/sh
case "$*" in version) echo 'git version 2.28.0'; exit;; *--diff-merges*) exit 129;; esac
PATH="$REAL_PATH" exec git "$@"\n`
    writeFileSync(join(bin, 'git'), script, { mode: 0o755 })
    const path = cleanEnvironment['PATH']
    const git = await open(repository, { PATH: `${bin}:${path}`, REAL_PATH: path })
    const found = await read(git, [], 'HEAD', { paths: true, topological: true })
    expect(found.map(({ paths }) => paths)).toEqual([[], ['b'], ['c'], ['a']])
  })
})

describe('about commits', () => {
  it('their shas are those of the range', async () => {
    using repository = forked()
    const shas = ['main', 'main~1'].map((name) => repository.git('rev-parse', name))
    expect(await (await open(repository)).shas({ from: ['side'], to: 'main' })).toEqual(new Set(shas))
  })

  it('a merge brings what its first parent lacks, and any other commit nothing', async () => {
    using repository = forked()
    const git = await open(repository)
    expect(await git.brings(repository.git('rev-parse', 'main'))).toEqual(
      new Set([repository.git('rev-parse', 'side')]),
    )
    expect(await git.brings('main~1')).toEqual(new Set())
    expect(await git.brings('main~2')).toEqual(new Set())
  })

  it('their authors are as they named themselves, and only of commits that are here', async () => {
    using repository = Repository.of('feat: a')
    writeFileSync(join(repository.directory, '.mailmap'), 'Somebody Else <else@example.com> <ada@example.com>\n')
    repository.git(
      '-c',
      'user.name=日本',
      'commit',
      '--quiet',
      '--allow-empty',
      '--message=fix: b',
      '--author=Bob B <bob@example.com>',
    )
    const [first, second] = ['HEAD~1', 'HEAD'].map((name) => repository.git('rev-parse', name))
    const authors = await (await open(repository)).authors([first ?? '', second ?? '', 'a'.repeat(40)])
    expect(authors).toEqual(
      new Map([
        [first, { name: 'Ada', email: 'ada@example.com' }],
        [second, { name: 'Bob B', email: 'bob@example.com' }],
      ]),
    )
    expect(await (await open(repository)).authors([])).toEqual(new Map())
  })

  it('a walk names their authors as a question for them does, and their parents', async () => {
    using repository = Repository.of('feat: a')
    repository.git('commit', '--quiet', '--allow-empty', '--message=fix: b', '--author=Zoë 日本 <zoe@example.com>')
    const git = await open(repository)
    const head = repository.git('rev-parse', 'HEAD')
    const walked: WalkedCommit[] = []
    for await (const batch of git.walk?.([head]) ?? []) walked.push(...batch)
    const [last, first] = walked
    expect([last?.parents, first?.parents]).toEqual([first?.sha, ''])
    expect([last?.author, first?.author]).toEqual(['Zoë 日本\nzoe@example.com', 'Ada\nada@example.com'])
  })

  it('a cut is where a shallow clone ends, not where history begins', async () => {
    using origin = Repository.of('feat: a', 'feat: b', 'feat: c')
    using shallow = origin.clone('--depth=2')
    expect(await (await open(shallow)).cut({ from: [], to: 'HEAD' })).toBe(true)
    expect(await (await open(shallow)).cut({ from: ['HEAD~1'], to: 'HEAD' })).toBe(false)
    expect(await (await open(origin)).cut({ from: [], to: 'HEAD' })).toBe(false)
    using deep = origin.clone('--depth=3')
    expect(await (await open(deep)).cut({ from: [], to: 'HEAD' })).toBe(false)
  })

  it('a cut on a branch that was merged is a cut of the range', async () => {
    using origin = Repository.of('feat: a')
    origin.git('checkout', '--quiet', '-b', 'side')
    for (const name of ['b', 'c', 'd', 'e']) origin.commit(`feat: ${name}`)
    origin.git('checkout', '--quiet', 'main')
    origin.commit('feat: f')
    origin.merge('side')
    using shallow = origin.clone('--depth=3')
    expect(await (await open(shallow)).cut({ from: ['HEAD~2'], to: 'HEAD' })).toBe(true)
  })
})

describe('the checkout', () => {
  it('has a branch, or none when HEAD is detached', async () => {
    using repository = Repository.of('feat: a')
    const git = await open(repository)
    expect(await git.branch()).toBe('main')
    repository.git('checkout', '--quiet', '-b', 'beta/1')
    expect(await git.branch()).toBe('beta/1')
    repository.git('checkout', '--quiet', '--detach')
    expect(await git.branch()).toBe(undefined)
  })

  it('has a remote, shown without what opens it', async () => {
    using repository = Repository.of('feat: a')
    const git = await open(repository)
    expect(await git.remoteUrl()).toBe(undefined)
    repository.git('remote', 'add', 'origin', 'https://me:not-a-real-token@example.com/o/r.git')
    expect(await git.remoteUrl()).toBe('https://example.com/o/r.git')
  })
})
