import { execFile, execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { git, startRig, withToken, type Rig } from './rig.ts'

let rig: Rig
beforeAll(async () => (rig = await startRig(60)))
afterAll(() => rig.stop())

const place = (): Promise<string> => mkdtemp(join(rig.folder, 'clone-'))
const token = (): string => rig.cloud.env['GITHUB_TOKEN'] ?? ''

describe('reading', () => {
  it.for(['/acme/shop.git', '/acme/shop', '/ACME/Shop.git'])('clones from %s without a token', async (path) => {
    const folder = await place()
    await git(folder, 'clone', '-q', `${rig.cloud.url}${path}`, '.')
    expect(await git(folder, 'rev-list', '--count', 'HEAD')).toBe('60')
    expect(await git(folder, 'rev-parse', 'HEAD')).toBe(await git(rig.bare, 'rev-parse', 'main'))
  })

  it('clones shallowly, deepens, and stops where it is told to', async () => {
    await rig.octokit.git.createRef({
      ...rig.at,
      ref: 'refs/tags/v0.5.0',
      sha: await git(rig.bare, 'rev-parse', 'main~10'),
    })
    const folder = await place()
    await git(folder, 'clone', '-q', '--depth=1', rig.cloneUrl, '.')
    expect(await git(folder, 'rev-list', '--count', 'HEAD')).toBe('1')
    await git(folder, 'fetch', '-q', '--deepen=2')
    expect(await git(folder, 'rev-list', '--count', 'HEAD')).toBe('3')
    await git(folder, 'fetch', '-q', '--shallow-exclude=v0.5.0', '--filter=tree:0', 'origin', 'main')
    expect(await git(folder, 'rev-list', '--count', 'HEAD')).toBe('10')
  })

  it('tells how much a fetch was sent, which is less for less', async () => {
    await rig.octokit.git.createRef({
      ...rig.at,
      ref: 'refs/tags/v0.6.0',
      sha: await git(rig.bare, 'rev-parse', 'main~5'),
    })
    const sent = async (...args: string[]): Promise<number> => {
      const folder = await place()
      await git(folder, 'init', '-q')
      const before = rig.cloud.timeline.events.length
      await git(folder, 'fetch', '-q', ...args, rig.cloneUrl, 'main')
      const events = rig.cloud.timeline.events.slice(before)
      return events.reduce((sum, event) => sum + (event.kind === 'git' ? event.sent : 0), 0)
    }
    const whole = await sent()
    const part = await sent('--shallow-exclude=v0.6.0', '--filter=tree:0')
    expect(part).toBeGreaterThan(0)
    expect(part).toBeLessThan(whole / 3)
    const services = rig.cloud.timeline.events.flatMap((event) => (event.kind === 'git' ? [event.service] : []))
    expect(new Set(services)).toEqual(new Set(['info/refs', 'git-upload-pack']))
  })

  it('serves partial clones and single commits by their SHA', async () => {
    const folder = await place()
    await git(folder, 'clone', '-q', '--filter=blob:none', '--no-checkout', rig.cloneUrl, '.')
    expect(await git(folder, 'rev-list', '--objects', '--missing=print', 'HEAD')).toContain('\n?')
    const other = await place()
    await git(other, 'init', '-q')
    const sha = await git(rig.bare, 'rev-parse', 'main~5')
    await git(other, 'fetch', '-q', '--depth=1', rig.cloneUrl, sha)
    expect(await git(other, 'rev-parse', 'FETCH_HEAD')).toBe(sha)
  })

  it('takes negotiations that git compresses', async () => {
    const folder = await place()
    await git(folder, 'clone', '-q', rig.cloneUrl, '.')
    for (let index = 0; index < 40; index += 1) await git(folder, 'commit', '-q', '--allow-empty', '-m', `own ${index}`)
    await rig.commit('fix: behind your back')
    await git(folder, '-c', 'protocol.version=0', 'fetch', '-q', 'origin')
    expect(await git(folder, 'log', '-1', '--format=%s', 'origin/main')).toBe('fix: behind your back')
  })

  it('refuses a wrong token even to read, and knows no other repository', async () => {
    const folder = await place()
    await expect(git(folder, ...withToken('wrong'), 'ls-remote', rig.cloneUrl)).rejects.toThrow(
      'could not read Username',
    )
    await expect(git(folder, 'ls-remote', `${rig.cloud.url}/acme/none.git`)).rejects.toThrow('not found')
  })
})

describe('pushing', () => {
  it('needs the token, and then the API and the record know about it', async () => {
    const folder = await place()
    await git(folder, 'clone', '-q', rig.cloneUrl, '.')
    await git(folder, 'checkout', '-q', '-b', 'topic')
    await git(folder, 'commit', '-q', '--allow-empty', '-m', 'feat: pushed')
    await expect(git(folder, 'push', '-q', 'origin', 'topic')).rejects.toThrow('could not read Username')
    await git(folder, ...withToken(token()), 'push', '-q', 'origin', 'topic')
    const sha = await git(folder, 'rev-parse', 'HEAD')
    const seen = await rig.octokit.git.getRef({ ...rig.at, ref: 'heads/topic' })
    expect(seen.data.object).toMatchObject({ type: 'commit', sha })
    const event = { kind: 'ref', repository: 'acme/shop', ref: 'refs/heads/topic' }
    expect(rig.cloud.timeline.events.findLast(({ kind }) => kind === 'ref')).toMatchObject({ ...event, sha })
    await git(folder, ...withToken(token()), 'push', '-q', 'origin', ':topic')
    expect(rig.cloud.timeline.events.findLast(({ kind }) => kind === 'ref')).toMatchObject({ ...event, sha: null })
  })

  it('takes a pack larger than git sends in one piece', async () => {
    const folder = await place()
    await git(folder, 'clone', '-q', rig.cloneUrl, '.')
    await git(folder, '-c', 'alias.fill=!head -c 3000000 /dev/urandom > blob; true', 'fill')
    await git(folder, 'add', 'blob')
    await git(folder, 'commit', '-q', '-m', 'feat: large')
    await git(folder, ...withToken(token()), 'push', '-q', 'origin', 'HEAD:large')
    expect(await git(rig.bare, 'cat-file', '-s', 'large:blob')).toBe('3000000')
  })
})

it.runIf(existsSync('/proc'))('leaves no git process behind when the cloud stops in the middle of a push', async () => {
  const own = await startRig(1)
  const service = 'git-receive-pack'
  const pushing = request(`${own.cloneUrl}/${service}`, {
    method: 'POST',
    auth: `x-access-token:${own.cloud.env['GITHUB_TOKEN']}`,
    headers: { 'content-type': `application/x-${service}-request` },
  }).on('error', () => undefined)
  pushing.write('00')
  const { dataDir } = own.cloud.world
  while ((await processesOf(dataDir)).length < 2) await new Promise((resolve) => setTimeout(resolve, 10))
  await own.stop()
  expect(await processesOf(dataDir)).toEqual([])
})

/** Those whose environment names the folder: the CGI program and what it started. */
async function processesOf(folder: string): Promise<string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
  const environments = await Promise.all(ids.map((id) => readFile(`/proc/${id}/environ`, 'utf8').catch(() => '')))
  return ids.filter((_, index) => environments[index]?.includes(`GIT_PROJECT_ROOT=${folder}/`))
}

it('takes over the branches and tags of the repository it is made from, and leaves that one alone', async () => {
  const source = join(rig.folder, 'source')
  await git(source, 'tag', '-f', 'v9.0.0')
  const before = await git(source, 'for-each-ref')
  const path = await rig.cloud.addRepository('acme/copy', source)
  expect(await git(path, 'for-each-ref', '--format=%(refname)')).toBe('refs/heads/main\nrefs/tags/v9.0.0')
  expect(await git(path, 'symbolic-ref', 'HEAD')).toBe('refs/heads/main')
  const at = { owner: 'acme', repo: 'copy' }
  await rig.octokit.git.deleteRef({ ...at, ref: 'tags/v9.0.0' })
  expect(await git(source, 'for-each-ref')).toBe(before)
})

it('is made from a repository of another owner, as in a container job, and serves it', async () => {
  const source = join(await place(), 'foreign')
  await git(rig.folder, 'clone', '-q', '--no-local', rig.bare, source)
  if (process.getuid?.() === 0) execFileSync('chown', ['-R', '1234', source])
  else vi.stubEnv('PATH', `${await pretendingGit()}${delimiter}${process.env['PATH']}`)
  onTestFinished(() => void vi.unstubAllEnvs())
  const path = await rig.cloud.addRepository('acme/foreign', source)
  vi.unstubAllEnvs()
  expect(await readdir(dirname(path))).not.toContain('foreign.git.gitconfig')
  const folder = await place()
  await git(folder, 'clone', '-q', `${rig.cloud.url}/acme/foreign.git`, '.')
  expect(await git(folder, 'rev-parse', 'HEAD')).toBe(await git(path, 'rev-parse', 'HEAD'))
})

/** Where nobody may give files away: the switch of git's own tests, with which every repository is somebody else's. */
async function pretendingGit(): Promise<string> {
  const folder = await place()
  const { stdout } = await promisify(execFile)('which', ['git'])
  const script = `#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec ${stdout.trim()} "$@"\n`
  await writeFile(join(folder, 'git'), script, { mode: 0o755 })
  return folder
}
