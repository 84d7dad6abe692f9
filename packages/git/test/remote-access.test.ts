import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { LocalCloud } from '@slipway/local-cloud'
import { causesOf } from '@slipway/outcome'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listRemoteTags, type RemoteAccess } from '../src/index.ts'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'
import { Checkout, filesIn, fingerprint, nobody } from './checkout.ts'
import { cleanEnvironment, Repository } from '@slipway/test-support/git/repository'

let cloud: LocalCloud
let token: string
let url: string
beforeAll(async () => {
  cloud = await startLocalCloud()
  token = cloud.env['GITHUB_TOKEN'] ?? ''
  url = `${cloud.url}/octo/private.git`
  using origin = Repository.of(...Array.from({ length: 12 }, (_, index) => `fix: ${index}`))
  origin.tag('v1.0.0', 'main~5')
  origin.annotatedTag('v0.9.0', 'main~8')
  await cloud.addRepository('octo/private', origin.directory)
  const repository = cloud.world.github.repositories.get('octo/private')
  if (repository !== undefined) repository.settings = { ...repository.settings, private: true }
})
afterAll(() => cloud.stop())

const basic = (): string => Buffer.from(`x-access-token:${token}`).toString('base64')
const header = (): string => `AUTHORIZATION: basic ${basic()}`
const access = (): RemoteAccess => ({ serverUrl: cloud.url, token })

/** What actions/checkout leaves with `persist-credentials: false`. */
async function checkedOut(env: NodeJS.ProcessEnv = {}): Promise<Checkout> {
  const repository = Repository.empty()
  repository.git('remote', 'add', 'origin', url)
  await repository.talk(
    '-c',
    `http.extraheader=${header()}`,
    'fetch',
    '--quiet',
    '--depth=1',
    '--no-tags',
    'origin',
    'main',
  )
  repository.git('checkout', '--quiet', '-B', 'main', 'FETCH_HEAD')
  return new Checkout(repository, env)
}

/** Completes the history and says how much of it there is since the base. */
async function since(checkout: Checkout, given: RemoteAccess): Promise<number> {
  const { git, bases, dispose } = await checkout.complete({ access: given })
  const { size } = await git.shas({ from: [bases[0]?.commit ?? ''], to: 'HEAD' })
  await dispose()
  expect(checkout.left()).toEqual([])
  return size
}

describe('a private remote', () => {
  it('opens to the token where the checkout kept no credentials', async () => {
    using checkout = await checkedOut()
    const before = fingerprint(checkout.directory)
    expect(await since(checkout, access())).toBe(5)
    expect(fingerprint(checkout.directory)).toEqual(before)
  })

  it('opens to the token in a checkout that belongs to another user, as in a container job', async () => {
    using checkout = await checkedOut({ GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' })
    expect(await since(checkout, access())).toBe(5)
  })

  it('opens to the header that the checkout kept in its configuration', async () => {
    using checkout = await checkedOut()
    checkout.repository.git('config', `http.${cloud.url}/.extraheader`, header())
    expect(await since(checkout, nobody)).toBe(5)
  })

  it('opens to the header in a file that the checkout includes by its folder, as actions/checkout v6 does', async () => {
    using checkout = await checkedOut()
    using elsewhere = new Checkout(Repository.empty())
    const file = join(elsewhere.temporary, 'git-credentials.config')
    writeFileSync(file, `[http "${cloud.url}/"]\n\textraheader = ${header()}\n`)
    checkout.repository.git('config', `includeIf.gitdir:${checkout.directory}/.git.path`, file)
    expect(await since(checkout, nobody)).toBe(5)
  })

  it('opens to a password in the URL, and to one that the URL is rewritten to', async () => {
    using checkout = await checkedOut()
    const secret = url.replace('://', `://x-access-token:${token}@`)
    checkout.repository.git('remote', 'set-url', 'origin', secret)
    expect(await since(checkout, nobody)).toBe(5)
    checkout.repository.git('remote', 'set-url', 'origin', 'gh:octo/private.git')
    checkout.repository.git('config', `url.${secret.replace('octo/private.git', '')}.insteadOf`, 'gh:')
    expect(await since(checkout, nobody)).toBe(5)
  })

  it('is asked over HTTP with the token when the checkout came by SSH and left no key', async () => {
    using checkout = await checkedOut()
    checkout.repository.git('remote', 'set-url', 'origin', `git@${new URL(cloud.url).hostname}:octo/private.git`)
    expect(await since(checkout, access())).toBe(5)
  })

  it('gets what the checkout kept, and not the token beside it', async () => {
    using checkout = await checkedOut()
    checkout.repository.git('config', `http.${cloud.url}/.extraheader`, header())
    expect(await since(checkout, { ...access(), token: 'not-a-real-token' })).toBe(5)
  })

  it('takes the header once, although a file of the machine and the environment say it too', async () => {
    using checkout = await checkedOut({
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: `http.${cloud.url}/.extraheader`,
      GIT_CONFIG_VALUE_0: header(),
    })
    checkout.env['GIT_TRACE_CURL'] = join(checkout.directory, '.git', 'trace')
    checkout.env['GIT_TRACE_REDACT'] = '0'
    expect(await since(checkout, access())).toBe(5)
    const requests = readFileSync(checkout.env['GIT_TRACE_CURL'], 'utf8')
      .split('=> Send header, ')
      .map((one) => one.match(/authorization:/gi)?.length ?? 0)
    expect(Math.max(...requests)).toBe(1)
  })

  it.for([
    ['no token', () => nobody],
    ['a token that is not let in', (): RemoteAccess => ({ serverUrl: cloud.url, token: 'not-a-real-token-1234' })],
    ['a token of another server', (): RemoteAccess => ({ serverUrl: 'https://github.com', token })],
  ] as const)('with %s is an error with the remedy, and no secret in any word of it', async ([, given]) => {
    using checkout = await checkedOut()
    const problem: unknown = await checkout
      .complete({ access: given(), candidates: [] })
      .catch((error: unknown) => error)
    expect(problem).toMatchObject({
      code: 'HISTORY_UNAVAILABLE',
      message: expect.stringContaining(url),
      remedy: expect.stringContaining('token'),
    })
    const words = [String(problem), ...causesOf(problem)].join('\n')
    for (const secret of [token, basic(), 'not-a-real-token-1234']) expect(words).not.toContain(secret)
    await expect(
      listRemoteTags({ directory: checkout.directory, access: given(), env: checkout.env }),
    ).rejects.toMatchObject({ code: 'HISTORY_UNAVAILABLE' })
    expect(checkout.left()).toEqual([])
  })
})

/** A git that does something of its own before the real one runs. */
function wrapped(checkout: Checkout, script: string): NodeJS.ProcessEnv {
  const bin = join(checkout.directory, '.git', 'bin')
  mkdirSync(bin)
  writeFileSync(join(bin, 'git'), `#!/bin/sh\n${script}\nPATH="$REAL_PATH" exec git "$@"\n`, { mode: 0o755 })
  const path = cleanEnvironment['PATH']
  return { ...checkout.env, PATH: `${bin}:${path}`, REAL_PATH: path }
}

describe('the token', () => {
  it.for([
    ['given', (): RemoteAccess => access(), () => url],
    ['of the URL', () => nobody, () => url.replace('://', `://x-access-token:${token}@`)],
  ] as const)('%s is in no command line and in no file', async ([, given, remote]) => {
    using checkout = await checkedOut()
    checkout.repository.git('remote', 'set-url', 'origin', remote())
    const log = join(checkout.directory, '.git', 'commands')
    const env = wrapped(checkout, `printf '%s\\n' "$*" >> ${log}`)
    const { dispose } = await checkout.complete({
      access: given(),
      env: { ...env, GIT_TRACE: `${log}-below` },
      paths: true,
    })
    const kept = filesIn(checkout.temporary).map((path) => readFileSync(path, 'latin1'))
    await dispose()
    const commands = readFileSync(log, 'utf8') + readFileSync(`${log}-below`, 'utf8')
    expect(commands).toMatch(/remote-http/)
    for (const secret of [token, basic()]) expect([commands, ...kept].join('\n')).not.toContain(secret)
  })

  it('is taken out of what git says on its way out', async () => {
    using checkout = await checkedOut()
    const env = wrapped(checkout, `case "$1" in fetch) env | grep VALUE >&2; echo "at ${token}" >&2; exit 9;; esac`)
    const problem: unknown = await checkout.complete({ access: access(), env }).catch((error: unknown) => error)
    const words = causesOf(problem).join('\n')
    expect(words).toContain('AUTHORIZATION: basic ***')
    for (const secret of [token, basic()]) expect(words).not.toContain(secret)
  })

  it('gets in with a git that is older than settings in the environment', async () => {
    using checkout = await checkedOut()
    const env = wrapped(
      checkout,
      `case "$*" in version) echo 'git version 2.28.0'; exit;; esac; unset GIT_CONFIG_COUNT`,
    )
    const { fetched, dispose } = await checkout.complete({ access: access(), env })
    expect(fetched).toBe('exclude')
    await dispose()
  })
})

describe('the tags of the remote', () => {
  it('are listed from a checkout that has none of them, annotated ones with what they annotate', async () => {
    using checkout = await checkedOut()
    const bare = cloud.world.github.repositories.get('octo/private')?.path ?? ''
    const commit = (name: string): string => new Repository(bare).git('rev-parse', name)
    const listed = await listRemoteTags({ directory: checkout.directory, access: access(), env: checkout.env })
    expect(checkout.repository.git('tag')).toBe('')
    expect(listed).toEqual([
      { name: 'v0.9.0', commit: commit('main~8') },
      { name: 'v1.0.0', commit: commit('main~5') },
    ])
    expect(checkout.left()).toEqual([])
  })
})

it('a remote that never answers is given up', async () => {
  const silent = createServer(() => undefined)
  await new Promise<void>((done) => void silent.listen(0, '127.0.0.1', done))
  using checkout = Repository.of('feat: a')
  checkout.git('remote', 'add', 'origin', `http://127.0.0.1:${(silent.address() as AddressInfo).port}/octo/app.git`)
  const asked = listRemoteTags({ directory: checkout.directory, access: access(), env: cleanEnvironment }, 500)
  await expect(asked).rejects.toMatchObject({
    code: 'HISTORY_UNAVAILABLE',
    message: expect.stringMatching(/octo\/app\.git gave no answer for 0\.5 s/),
  })
  silent.closeAllConnections()
  silent.close()
})
