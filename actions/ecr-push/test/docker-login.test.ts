import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { loginDocker, logoutDocker, type DockerLoginState } from '../src/login/docker-login.ts'

const host = '123456789012.dkr.ecr.eu-west-1.amazonaws.com'
const password = 'hunter2-and-more'
const token = Buffer.from(`AWS:${password}`).toString('base64')
const login = { endpoint: `https://${host}`, token }

interface Home {
  readonly env: Readonly<Record<string, string>>
  readonly root: string
  readonly config: string
  readonly read: () => Promise<unknown>
  readonly text: () => Promise<string>
}

/** A home with this Docker configuration; text is written as it is. */
async function home(config?: object | string, folder = '.docker'): Promise<Home> {
  const root = await mkdtemp(join(tmpdir(), 'docker-login-test-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  const path = join(root, folder, 'config.json')
  await mkdir(join(root, 'temp'))
  if (config !== undefined) {
    await mkdir(join(root, folder), { recursive: true })
    await writeFile(path, typeof config === 'string' ? config : JSON.stringify(config, null, '\t'))
  }
  const text = (): Promise<string> => readFile(path, 'utf8')
  const env = { HOME: root, RUNNER_TEMP: join(root, 'temp') }
  return { root, env, config: path, text, read: async () => JSON.parse(await text()) as unknown }
}

const others = {
  auths: { 'ghcr.io': { auth: 'other', email: 'x@y' } },
  HttpHeaders: { 'User-Agent': 'x' },
  credHelpers: { 'gcr.io': 'gcloud' },
  currentContext: 'remote',
}

describe('a login', () => {
  it('makes the configuration where there is none, for the owner only, and takes it away again', async () => {
    const { env, config, read, text, root } = await home()
    const state = await loginDocker(login, env)
    expect(await read()).toEqual({ auths: { [host]: { auth: token } } })
    expect(await text()).toMatch(/^\{\n\t"auths"/)
    expect((await stat(config)).mode & 0o777).toBe(0o600)
    expect((await stat(join(root, '.docker'))).mode & 0o777).toBe(0o700)
    expect(state.notes).toEqual([`logged in to ${host} in ${config}`])
    expect(await logoutDocker(state)).toEqual([`removed the login to ${host} from ${config}`])
    expect(await readdir(join(root, '.docker'))).toEqual([])
  })

  it('leaves other registries and unknown members as they are, in both directions', async () => {
    const { env, config, read, text, root } = await home(others)
    await chmod(config, 0o644)
    const before = await text()
    const state = await loginDocker(login, env)
    expect(await read()).toEqual({ ...others, auths: { ...others.auths, [host]: { auth: token } } })
    expect((await stat(config)).mode & 0o777).toBe(0o600)
    await logoutDocker(state)
    expect(await text()).toBe(before)
    expect(await readdir(join(root, '.docker'))).toEqual(['config.json'])
  })

  it.for([
    ['two spaces', JSON.stringify(others, null, 2)],
    ['a line break at the end', `${JSON.stringify(others, null, '\t')}\n`],
    ['one line', JSON.stringify(others)],
    ['auths that are empty', '{\n\t"auths": {},\n\t"credHelpers": {}\n}'],
  ] as const)('gives a file back as it was: %s', async ([, written]) => {
    const { env, text } = await home(written)
    await logoutDocker(await loginDocker(login, env))
    expect(await text()).toBe(written)
  })

  it.for([
    ['empty', ''],
    ['an empty object', '{}'],
  ] as const)('is written into a file that is %s', async ([, written]) => {
    const { env, read } = await home(written)
    const state = await loginDocker(login, env)
    expect(await read()).toEqual({ auths: { [host]: { auth: token } } })
    await logoutDocker(state)
    expect(await read()).toEqual({})
  })

  it('goes to DOCKER_CONFIG', async () => {
    const { env, root, read } = await home(undefined, 'elsewhere')
    await loginDocker(login, { ...env, DOCKER_CONFIG: join(root, 'elsewhere') })
    expect(await read()).toEqual({ auths: { [host]: { auth: token } } })
    expect(await readdir(root)).not.toContain('.docker')
  })

  it('follows a link to the file, which stays one', async () => {
    const { env, config, root } = await home()
    const real = join(root, 'real.json')
    await writeFile(real, JSON.stringify(others))
    await mkdir(join(root, '.docker'))
    await symlink(real, config)
    const state = await loginDocker(login, env)
    expect(JSON.parse(await readFile(real, 'utf8'))).toHaveProperty(['auths', host, 'auth'], token)
    await logoutDocker(state)
    expect(JSON.parse(await readFile(real, 'utf8'))).toEqual(others)
  })

  it.for(['dotfiles/config.json', '../dotfiles/config.json'])(
    'follows a link to %s, which is not there yet',
    async (to) => {
      const { env, config, root } = await home()
      await mkdir(join(root, '.docker'))
      const real = to.startsWith('..') ? join(root, 'dotfiles/config.json') : join(root, '.docker', to)
      await symlink(to, config)
      const state = await loginDocker(login, env)
      expect(JSON.parse(await readFile(real, 'utf8'))).toEqual({ auths: { [host]: { auth: token } } })
      expect(await readlink(config)).toBe(to)
      await logoutDocker(state)
      expect(await readlink(config)).toBe(to)
      expect(await readdir(dirname(real))).toEqual([])
    },
  )

  it('refuses a link that leads to itself', async () => {
    const { env, config, root } = await home()
    await mkdir(join(root, '.docker'))
    await symlink('config.json', config)
    await expect(loginDocker(login, env)).rejects.toMatchObject({ code: 'DOCKER_CONFIG_UNREADABLE' })
  })

  it('has the port of a registry that is not on its own', async () => {
    const { env, read } = await home()
    await loginDocker({ endpoint: 'http://127.0.0.1:5000', token }, env)
    expect(await read()).toEqual({ auths: { '127.0.0.1:5000': { auth: token } } })
  })
})

describe('an earlier login to the same registry', () => {
  const earlier = { auths: { [host]: { auth: 'earlier', note: 'kept' }, 'ghcr.io': { auth: 'other' } } }

  it('is put back, and lies nowhere meanwhile but in a file of its owner', async () => {
    const { env, text, read, root, config } = await home(earlier)
    const before = await text()
    const state = await loginDocker(login, env)
    expect(await read()).toEqual({ auths: { ...earlier.auths, [host]: { auth: token } } })
    const [kept = ''] = await readdir(join(root, 'temp'))
    expect((await stat(join(root, 'temp', kept))).mode & 0o777).toBe(0o600)
    expect(await logoutDocker(state)).toEqual([`put the earlier login to ${host} back into ${config}`])
    expect(await text()).toBe(before)
    expect(await readdir(join(root, 'temp'))).toEqual([])
  })

  it('of this action too: each takes back its own, last one first', async () => {
    const { env, text } = await home(earlier)
    const before = await text()
    const first = await loginDocker(login, env)
    const second = await loginDocker({ ...login, token: 'QVdTOnNlY29uZA==' }, env)
    await logoutDocker(second)
    expect(await text()).toContain(token)
    await logoutDocker(first)
    expect(await text()).toBe(before)
  })

  it('whose copy is gone is not put back; ours goes all the same', async () => {
    const { env, read, root } = await home(earlier)
    const state = await loginDocker(login, env)
    await rm(join(root, 'temp'), { recursive: true })
    await logoutDocker(state)
    expect(await read()).toEqual({ auths: { 'ghcr.io': { auth: 'other' } } })
  })
})

describe('taking back', () => {
  it('leaves a login that somebody made since', async () => {
    const { env, config, read, root } = await home({ auths: { [host]: { auth: 'earlier' } } })
    const state = await loginDocker(login, env)
    await writeFile(config, JSON.stringify({ auths: { [host]: { auth: 'later' } } }))
    expect(await logoutDocker(state)).toEqual([`the login to ${host} in ${config} is another one by now, and stays`])
    expect(await read()).toEqual({ auths: { [host]: { auth: 'later' } } })
    expect(await readdir(join(root, 'temp'))).toEqual([])
  })

  it('keeps what others wrote into a file that this action made', async () => {
    const { env, config, read } = await home()
    const state = await loginDocker(login, env)
    await writeFile(config, JSON.stringify({ auths: { [host]: { auth: token }, 'ghcr.io': { auth: 'later' } } }))
    await logoutDocker(state)
    expect(await read()).toEqual({ auths: { 'ghcr.io': { auth: 'later' } } })
  })

  it.for([
    ['a removed file', undefined],
    ['a removed entry', '{"auths":{}}'],
  ] as const)('finds nothing to do with %s', async ([, now]) => {
    const { env, config } = await home()
    const state = await loginDocker(login, env)
    if (now === undefined) await rm(config)
    else await writeFile(config, now)
    expect(await logoutDocker(state)).toEqual([`${config} has no login to ${host} any more`])
  })

  it('is possible from the moment of writing: the state is handed out before', async () => {
    const { env, text } = await home(others)
    const before = await text()
    let remembered: DockerLoginState | undefined
    const died = loginDocker(login, env, (state) => {
      remembered = state
      throw new Error('killed')
    })
    await expect(died).rejects.toThrow('killed')
    expect(await text()).toBe(before)
    await logoutDocker(remembered ?? { host: '', files: [], notes: [] })
    expect(await text()).toBe(before)
  })

  it('survives JSON, and holds no secret', async () => {
    const { env, text } = await home({ auths: { [host]: { auth: 'earlier-secret' } } })
    const before = await text()
    const state = JSON.stringify(await loginDocker(login, env))
    for (const secret of [token, password, 'earlier-secret']) expect(state).not.toContain(secret)
    await logoutDocker(JSON.parse(state) as DockerLoginState)
    expect(await text()).toBe(before)
  })

  it('tries every file, and says what went wrong with one', async () => {
    const { env, config, root } = await home()
    const file = join(root, 'auth.json')
    const state = await loginDocker(login, { ...env, REGISTRY_AUTH_FILE: file })
    await writeFile(file, 'broken')
    await expect(logoutDocker(state)).rejects.toMatchObject({ code: 'DOCKER_CONFIG_INVALID' })
    await expect(stat(config)).rejects.toThrow('ENOENT')
  })
})

describe('credential helpers', () => {
  it('of this registry stay in charge, and nothing is written', async () => {
    const written = { credHelpers: { [host]: 'ecr-login' }, credsStore: 'desktop' }
    const { env, config, text } = await home(written)
    const before = await text()
    const state = await loginDocker(login, env)
    expect(state.files).toEqual([])
    expect(state.notes).toEqual([
      `${config} has docker-credential-ecr-login for ${host}, which stays in charge: no credential was written there`,
    ])
    await logoutDocker(state)
    expect(await text()).toBe(before)
  })

  it.for([
    ['with helpers of others', { credsStore: 'desktop', credHelpers: { 'gcr.io': 'gcloud' } }],
    ['with no helpers', { credsStore: 'desktop' }],
    ['with an empty list of helpers', { credsStore: 'desktop', credHelpers: {} }],
  ] as const)('of all registries are gone past for this one: %s', async ([, written]) => {
    const { env, config, read, text } = await home(written)
    const before = await text()
    const state = await loginDocker(login, env)
    expect(await read()).toEqual({
      ...written,
      auths: { [host]: { auth: token } },
      credHelpers: { ...('credHelpers' in written ? written.credHelpers : {}), [host]: '' },
    })
    expect(state.notes).toEqual([`logged in to ${host} in ${config}, past the credential store desktop`])
    await logoutDocker(state)
    expect(await text()).toBe(before)
  })

  it('that are empty for this registry were somebody else’s choice, and stay', async () => {
    const { env, read } = await home({ credsStore: 'desktop', credHelpers: { [host]: '' } })
    const state = await loginDocker(login, env)
    expect(state.notes[0]).not.toContain('past')
    await logoutDocker(state)
    expect(await read()).toMatchObject({ credHelpers: { [host]: '' } })
  })
})

describe('REGISTRY_AUTH_FILE', () => {
  it('gets the credential too, without an empty helper, and gives it back', async () => {
    const { env, root } = await home({ credsStore: 'desktop' })
    const file = join(root, 'containers', 'auth.json')
    const state = await loginDocker(login, { ...env, REGISTRY_AUTH_FILE: file })
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ auths: { [host]: { auth: token } } })
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    await logoutDocker(state)
    await expect(stat(file)).rejects.toThrow('ENOENT')
  })

  it('that is the Docker configuration is written once', async () => {
    const { env, config, text } = await home(others)
    const before = await text()
    const state = await loginDocker(login, { ...env, REGISTRY_AUTH_FILE: config })
    expect(state.files.length).toBe(1)
    await logoutDocker(state)
    expect(await text()).toBe(before)
  })
})

describe('a configuration that cannot be used', () => {
  it.for([
    ['no JSON', '{"auths":{"ghcr.io":{"auth":"c2VjcmV0"}}'],
    ['a list', '[]'],
    ['auths that are a list', '{"auths":["c2VjcmV0"]}'],
    ['helpers that are text', '{"credHelpers":"c2VjcmV0"}'],
  ] as const)('stays, and is not quoted: %s', async ([, written]) => {
    const { env, text } = await home(written)
    const error: unknown = await loginDocker(login, env).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'DOCKER_CONFIG_INVALID', message: expect.stringContaining('config.json') })
    expect(JSON.stringify([error, String(error), error instanceof Error ? error.cause : ''])).not.toContain('c2VjcmV0')
    expect(await text()).toBe(written)
  })

  it('is no file', async () => {
    const { env, config, root } = await home()
    await mkdir(config, { recursive: true })
    await expect(loginDocker(login, env)).rejects.toMatchObject({
      code: 'DOCKER_CONFIG_UNREADABLE',
      cause: expect.objectContaining({ code: 'EISDIR' }),
    })
    expect(await readdir(join(root, '.docker'))).toEqual(['config.json'])
  })
})

/** Whether the tool is here at all; it is asked without a shell. */
async function installed(tool: string): Promise<boolean> {
  return promisify(execFile)(tool, ['--version']).then(
    () => true,
    () => false,
  )
}

/** What a registry that wants a password was shown. */
async function registry(): Promise<{ readonly host: string; readonly shown: Set<string> }> {
  const shown = new Set<string>()
  const server = createServer((request, response) => {
    const { authorization } = request.headers
    if (authorization === undefined) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="registry"' }).end()
      return
    }
    shown.add(authorization)
    response.writeHead(404, { 'content-type': 'application/json' })
    response.end('{"errors":[{"code":"MANIFEST_UNKNOWN","message":"none"}]}')
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => void server.close(resolve))
  })
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, shown }
}

/** A credential store that knows nothing, as a program on PATH. */
async function emptyStore(root: string): Promise<string> {
  const folder = join(root, 'bin')
  await mkdir(folder)
  const script = '#!/bin/sh\ncat >/dev/null\necho "credentials not found in native keychain"\nexit 1\n'
  await writeFile(join(folder, 'docker-credential-nothing'), script, { mode: 0o755 })
  return `${folder}:${process.env['PATH'] ?? ''}`
}

describe.skipIf(!(await installed('docker')))('the docker command', () => {
  it.for([
    ['a plain configuration', {}],
    ['a credential store for all registries', { credsStore: 'nothing' }],
  ] as const)('shows the credential, with %s', async ([, written]) => {
    const { env, root } = await home(written)
    const { host: local, shown } = await registry()
    const state = await loginDocker({ endpoint: `http://${local}`, token }, env)
    const path = await emptyStore(root)
    const inspect = async (): Promise<unknown> =>
      promisify(execFile)('docker', ['manifest', 'inspect', '--insecure', `${local}/app:v1`], {
        env: { ...env, PATH: path },
      }).catch((error: unknown) => error)
    await inspect()
    expect([...shown]).toEqual([`Basic ${token}`])
    await logoutDocker(state)
    shown.clear()
    await inspect()
    expect([...shown]).toEqual([])
  })
})

describe.skipIf(!(await installed('skopeo')))('skopeo', () => {
  it('shows the credential of REGISTRY_AUTH_FILE', async () => {
    const { env, root } = await home({ credsStore: 'nothing' })
    const { host: local, shown } = await registry()
    const file = join(root, 'auth.json')
    const auth = { ...env, REGISTRY_AUTH_FILE: file, PATH: process.env['PATH'] ?? '' }
    await loginDocker({ endpoint: `http://${local}`, token }, auth)
    const args = ['inspect', '--tls-verify=false', `docker://${local}/app:v1`]
    await promisify(execFile)('skopeo', args, { env: auth }).catch((error: unknown) => error)
    expect([...shown]).toEqual([`Basic ${token}`])
  })
})
