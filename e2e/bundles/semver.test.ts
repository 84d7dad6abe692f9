import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LocalCloud } from '@slipway/local-cloud'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runBundle, shown } from '../bundle.ts'
import { command } from '../command.ts'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'

let cloud: LocalCloud
let folder = ''
let bare = ''
let head = ''

const git = (...args: string[]): Promise<string> =>
  command('git', ['-C', join(folder, 'checkout'), '-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args])
const commit = (message: string): Promise<string> => git('commit', '--quiet', '--allow-empty', '-m', message)

beforeAll(async () => {
  cloud = await startLocalCloud()
  folder = await mkdtemp(join(tmpdir(), 'semver-'))
  await command('git', ['init', '--quiet', '-b', 'main', join(folder, 'checkout')])
  await commit('feat: begin')
  await git('tag', 'v1.0.0')
  await commit('fix(api): keep the order')
  await commit('feat: list them')
  bare = await cloud.addRepository('team/app', join(folder, 'checkout'))
  head = await git('rev-parse', 'HEAD')
})

afterAll(async () => {
  await cloud.stop()
  await rm(folder, { recursive: true, force: true })
})

describe('the semver bundle, alone in a folder', () => {
  it('previews from the checkout and writes nothing', async () => {
    const run = await runBundle('semver', cloud, { inputs: {}, workspace: join(folder, 'checkout') })
    expect(run.conclusion, shown(run)).toBe('success')
    expect(run.outputs).toMatchObject({ version: '1.1.0', tag: 'v1.1.0', bump: 'minor', 'previous-version': '1.0.0' })
    expect(run.summary).toContain('1.1.0')
    expect(await command('git', ['-C', bare, 'tag'])).toBe('v1.0.0')
  })

  it('tags the commit it versioned, and is content to find its own tag on a second run', async () => {
    const options = {
      inputs: { mode: 'tag', version: '1.1.0' },
      workspace: join(folder, 'checkout'),
      repository: 'team/app',
    }
    const first = await runBundle('semver', cloud, options)
    expect(first.conclusion, shown(first)).toBe('success')
    expect(await command('git', ['-C', bare, 'rev-parse', 'v1.1.0^{commit}'])).toBe(head)
    const second = await runBundle('semver', cloud, options)
    expect(second.conclusion, shown(second)).toBe('success')
    expect(second.outputs['version']).toBe('1.1.0')
  })

  const clones: readonly (readonly [name: string, ...options: string[]])[] = [
    ['a full clone'],
    ['a clone of depth 1', '--depth=1'],
    ['a clone of depth 50', '--depth=50'],
    ['a treeless clone', '--filter=tree:0', '--no-checkout'],
    ['a clone without tags', '--no-tags'],
  ]

  it.for(clones)('versions %s of a remote over file:// like any other', async ([name, ...options]) => {
    const origin = await longHistory()
    const clone = join(folder, name)
    await command('git', ['clone', '--quiet', ...options, `file://${origin}`, clone])
    const run = await runBundle('semver', cloud, { inputs: {}, workspace: clone })
    expect(run.conclusion, shown(run)).toBe('success')
    expect(run.outputs).toMatchObject({ version: '1.1.0', 'previous-tag': 'v1.0.0', bump: 'minor', changed: 'true' })
    expect(JSON.parse(run.outputs['commits'] ?? '')).toHaveLength(100)
  })

  it.for([400, 990, 60_000])(
    'previews a pull request with a header of %i blanks without trying every split',
    async (count) => {
      const checkout = join(folder, `blanks-${count}`)
      await command('git', ['clone', '--quiet', `file://${await longHistory()}`, checkout])
      const header = `fix${' '.repeat(count)}(api): x${' '.repeat(count)}!`
      const message = join(folder, 'message')
      await writeFile(message, header)
      const name = ['-c', 'user.name=T', '-c', 'user.email=t@example.com']
      await command('git', ['-C', checkout, ...name, 'commit', '--quiet', '--allow-empty', '--file', message])
      const event = join(folder, 'event.json')
      const [base, head] = await Promise.all(
        ['HEAD~1', 'HEAD'].map(async (name) => ({
          ref: 'main',
          sha: await command('git', ['-C', checkout, 'rev-parse', name]),
        })),
      )
      await writeFile(event, JSON.stringify({ pull_request: { number: 7, title: header, head, base } }))
      const env = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: event, GITHUB_REF: 'refs/pull/7/merge' }
      const run = await runBundle('semver', cloud, { inputs: {}, workspace: checkout, env })
      expect(run.conclusion, shown(run)).toBe('success')
      expect(run.outputs).toMatchObject({ version: '1.1.0', bump: 'minor' })
    },
  )

  it('versions a commit without any checkout, over the API', async () => {
    await mkdir(join(folder, 'empty'))
    const run = await runBundle('semver', cloud, {
      inputs: { token: cloud.env['GITHUB_TOKEN'] ?? '' },
      workspace: join(folder, 'empty'),
      repository: 'team/long',
      env: { GITHUB_SHA: await command('git', ['-C', await longHistory(), 'rev-parse', 'HEAD']) },
    })
    expect(run.conclusion, shown(run)).toBe('success')
    expect(run.outputs).toMatchObject({ version: '1.1.0', 'previous-tag': 'v1.0.0', bump: 'minor' })
    expect(JSON.parse(run.outputs['commits'] ?? '')).toHaveLength(100)
  })

  it('fails for a shallow clone that cannot be completed, and says what to do', async () => {
    const shallow = join(folder, 'shallow')
    await command('git', ['clone', '--quiet', '--depth=1', `file://${await longHistory()}`, shallow])
    await command('git', ['-C', shallow, 'remote', 'set-url', 'origin', `file://${join(folder, 'gone')}`])
    const run = await runBundle('semver', cloud, { inputs: {}, workspace: shallow })
    expect(run.conclusion).toBe('failure')
    expect(run.outputs['version']).toBeUndefined()
    expect(shown(run)).toMatch(/HISTORY_UNAVAILABLE/)
    expect(shown(run)).toMatch(/fetch-depth: 0/)
  })
})

describe('the semver bundle, on a commit beside a higher release,', () => {
  const on = async (ref: string, inputs: Readonly<Record<string, string>> = {}) => {
    const event = join(folder, 'event.json')
    await writeFile(event, JSON.stringify({ repository: { default_branch: 'main' } }))
    const env = { GITHUB_EVENT_NAME: 'push', GITHUB_EVENT_PATH: event, GITHUB_REF: ref }
    return runBundle('semver', cloud, { inputs, workspace: await besideRelease(), env })
  }

  it('fails on the default branch, and names it, the likely cause and the remedies', async () => {
    const run = await on('refs/heads/main')
    expect(run.conclusion, shown(run)).toBe('failure')
    expect(shown(run)).toMatch(
      /v1\.0\.1 would be below v1\.1\.0.*never merged back.*git merge v1\.1\.0.*RELEASE_UNREACHABLE/,
    )
    expect(run.summary).toContain('RELEASE_UNREACHABLE')
  })

  it.for([
    ['another branch', 'refs/heads/topic', {}],
    ['the default branch, where that is wanted', 'refs/heads/main', { 'unreachable-release': 'warn' }],
  ] as const)('warns on %s', async ([, ref, inputs]) => {
    const run = await on(ref, inputs)
    expect(run.conclusion, shown(run)).toBe('success')
    expect(run.outputs).toMatchObject({ version: '1.0.1' })
    expect(run.annotations).toMatchObject([{ level: 'warning', message: expect.stringContaining('below v1.1.0') }])
    expect(run.summary).toContain('below v1.1.0')
  })
})

/** v1.0.0 and a fix on main, and beside it v1.1.0. */
async function besideRelease(): Promise<string> {
  const path = await mkdtemp(join(folder, 'beside-'))
  const git = (...args: string[]): Promise<string> =>
    command('git', ['-C', path, '-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args])
  const commit = (message: string): Promise<string> => git('commit', '--quiet', '--allow-empty', '-m', message)
  await git('init', '--quiet', '-b', 'main')
  await commit('feat: begin')
  await git('tag', 'v1.0.0')
  await git('checkout', '--quiet', '--detach')
  await commit('chore(release): 1.1.0')
  await git('tag', 'v1.1.0')
  await git('checkout', '--quiet', 'main')
  await commit('fix: one')
  return path
}

let long: Promise<string> | undefined

/** v1.0.0, and a hundred commits since; on the local cloud as team/long, too. */
function longHistory(): Promise<string> {
  long ??= (async () => {
    const path = join(folder, 'long')
    await command('git', ['init', '--quiet', '-b', 'main', path])
    const git = (...args: string[]): Promise<string> =>
      command('git', ['-C', path, '-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args])
    await git('config', 'uploadpack.allowFilter', 'true')
    await git('commit', '--quiet', '--allow-empty', '-m', 'feat: begin')
    await git('tag', 'v1.0.0')
    for (let count = 1; count <= 99; count++)
      await git('commit', '--quiet', '--allow-empty', '-m', `fix: number ${count}`)
    await git('commit', '--quiet', '--allow-empty', '-m', 'feat: the last one')
    await cloud.addRepository('team/long', path)
    return path
  })()
  return long
}
