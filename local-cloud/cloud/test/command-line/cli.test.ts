import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampled } from '@slipway/test-support/sampling/sampling'

const cli = join(import.meta.dirname, '../../src/cli.ts')
const node = ['--conditions=@slipway/source', cli]
let tmp: string

beforeAll(async () => {
  tmp = await mkdtemp(join(tmpdir(), 'cli-test-'))
})
afterAll(() => rm(tmp, { recursive: true }))

/** Of clouds that serve. */
const folders = async (): Promise<string[]> => (await readdir(tmp)).filter((name) => name.startsWith('local-cloud-'))

interface Ran {
  readonly code: number | null
  readonly out: string
  readonly error: string
}

interface Running {
  readonly child: ChildProcess
  readonly done: Promise<Ran>
  /** What it prints first; fails where it ends without a word. */
  readonly said: Promise<string>
}

function start(...args: readonly string[]): Running {
  return startWith({}, ...args)
}

function startWith(env: NodeJS.ProcessEnv, ...args: readonly string[]): Running {
  const child = spawn(process.execPath, [...node, ...args], { env: { ...process.env, TMPDIR: tmp, ...env } })
  let out = ''
  let error = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (error += chunk.toString()))
  const done = once(child, 'close').then(([code]) => ({ code: code as number | null, out, error }))
  const said = Promise.race([
    once(child.stdout, 'data').then(([chunk]) => (chunk as Buffer).toString()),
    done.then((ran) => out || Promise.reject(new Error(`ended with ${ran.code}: ${ran.error}`))),
  ])
  said.catch(() => undefined)
  return { child, done, said }
}

describe('with a command', () => {
  it('runs it in the environment of a cloud that answers, and leaves nothing', async () => {
    const script = `
      fetch(process.env.AWS_ENDPOINT_URL + '/_local/timeline').then(async (r) => {
        console.log(process.env.AWS_REGION, r.status, await r.json())
        process.exitCode = 7
      })`
    const ran = await start('--speed', '10', '--', process.execPath, '-e', script).done
    expect(ran).toEqual({ code: 7, out: 'us-east-1 200 []\n', error: '' })
    expect(await readdir(tmp)).toEqual([])
  })

  it('passes signals on and shows how the command ended', async () => {
    const script = `process.on('SIGTERM', () => process.exit(3)); console.log('ready'); setInterval(() => {}, 1000)`
    const running = start('--', process.execPath, '-e', script)
    await running.said
    running.child.kill('SIGTERM')
    expect((await running.done).code).toBe(3)
    const killed = await start('--', process.execPath, '-e', `process.kill(process.pid, 'SIGKILL')`).done
    expect(killed.code).toBe(137)
  })

  it('ends a command that does not listen when it is signalled once more', async () => {
    const script = `process.on('SIGTERM', () => console.log('no')); console.log('ready'); setInterval(() => {}, 1000)`
    const running = start('--', process.execPath, '-e', script)
    await running.said
    running.child.kill('SIGTERM')
    await once(running.child.stdout!, 'data')
    // Those that come at once are one.
    await delay(1_100)
    running.child.kill('SIGTERM')
    expect(await running.done).toMatchObject({ code: 137, error: '' })
    expect(await folders()).toEqual([])
  })

  it.for([
    ['a profile and files of a developer', { AWS_PROFILE: 'dev', AWS_DEFAULT_PROFILE: 'dev' }],
    ['an address for one service alone', { AWS_ENDPOINT_URL_ECR: 'http://127.0.0.1:9' }],
    [
      'settings that make addresses of the environment count for nothing',
      { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' },
    ],
    ['settings that make another address of it', { AWS_USE_FIPS_ENDPOINT: 'true', AWS_USE_DUALSTACK_ENDPOINT: 'true' }],
  ] as const)('has the SDK use the cloud alone, whatever the shell has: %s', async ([, own]) => {
    const home = join(tmp, 'home')
    await mkdir(join(home, '.aws'), { recursive: true })
    const profile = 'aws_access_key_id = AKIADEVELOPER\naws_secret_access_key = x\nregion = eu-west-9\n'
    await writeFile(join(home, '.aws', 'credentials'), `[default]\n${profile}[dev]\n${profile}`)
    await writeFile(join(home, '.aws', 'config'), '[default]\nuse_fips_endpoint = true\n')
    const script = `
      import { DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr'
      const client = new ECRClient({ maxAttempts: 1 })
      const { repositories } = await client.send(new DescribeRepositoriesCommand({}))
      const { accessKeyId } = await client.config.credentials()
      console.log(JSON.stringify([repositories, accessKeyId === process.env.AWS_ACCESS_KEY_ID]))`
    const file = join(import.meta.dirname, `sdk-${randomUUID()}.mjs`)
    await writeFile(file, script)
    const ran = await startWith({ HOME: home, ...own }, '--', process.execPath, file).done
    await rm(file)
    await rm(home, { recursive: true })
    expect(ran).toEqual({ code: 0, out: '[[],true]\n', error: '' })
  })

  it('reaches the cloud past a proxy, and keeps what is reached without one already', async () => {
    const script = `
      const env = process.env
      const health = await fetch(env.AWS_ENDPOINT_URL + '/health')
      console.log(health.status, env.NO_PROXY, env.no_proxy === env.NO_PROXY, env.AWS_DEFAULT_REGION)`
    const proxy = { HTTP_PROXY: 'http://127.0.0.1:9', http_proxy: 'http://127.0.0.1:9', NODE_USE_ENV_PROXY: '1' }
    const own = { ...proxy, NO_PROXY: 'corp.example', no_proxy: '' }
    const ran = await startWith(own, '--', process.execPath, '--input-type=module', '-e', script).done
    expect(ran).toEqual({ code: 0, out: '200 corp.example,127.0.0.1,localhost true us-east-1\n', error: '' })
  })

  it('says that a command cannot be started', async () => {
    const ran = await start('--', 'no-such-command').done
    expect(ran).toMatchObject({ code: 127, error: expect.stringContaining('no-such-command') })
  })
})

describe('without a command', () => {
  it('prints export lines that a shell understands and serves until SIGINT', async () => {
    const data = join(tmp, 'data')
    const running = start('--data', data)
    const lines = await running.said
    const { stdout } = await promisify(execFile)('sh', ['-c', `${lines}\necho "$AWS_ENDPOINT_URL $GITHUB_API_URL"`])
    const [endpoint = '', github] = stdout.trim().split(' ')
    expect(github).toBe(`${endpoint}/api/v3`)
    expect((await fetch(`${endpoint}/_local/timeline`)).status).toBe(200)
    running.child.kill('SIGINT')
    expect((await running.done).code).toBe(0)
    await expect(fetch(endpoint)).rejects.toThrow('fetch failed')
    expect(await readdir(data)).toContain('ecr')
  })
})

describe('detached', () => {
  const shell = (script: string, env: NodeJS.ProcessEnv = {}): Promise<{ stdout: string; stderr: string }> => {
    const command = [process.execPath, ...node].map((part) => `'${part}'`).join(' ')
    return promisify(execFile)('sh', ['-c', script.replaceAll('local-cloud', command)], {
      env: { ...process.env, TMPDIR: tmp, ...env },
    })
  }

  it('gives the shell back, which then uses the cloud until it is stopped, and nothing is left', async () => {
    const { stdout } = await shell(
      `eval "$(local-cloud --detach --speed 20)"
       echo "$LOCAL_CLOUD_PID $AWS_ENDPOINT_URL [$AWS_PROFILE]"`,
      { AWS_PROFILE: 'dev' },
    )
    const [pid, endpoint, profile] = stdout.trim().split(' ')
    expect(profile).toBe('[]')
    expect((await fetch(`${endpoint}/health`)).status).toBe(200)
    process.kill(Number(pid), 'SIGTERM')
    await expect.poll(folders).toEqual([])
    await expect
      .poll(() =>
        fetch(`${endpoint}/health`).then(
          () => 'serves',
          () => 'gone',
        ),
      )
      .toBe('gone')
    await expect.poll(() => isRunning(Number(pid))).toBe(false)
  })

  it('says why it cannot start', async () => {
    const ran = await start('--detach', '--data', '/proc/x').done
    expect(ran).toMatchObject({
      code: 1,
      out: '',
      error: expect.stringMatching(/^local-cloud: cannot start: .*ENOENT/),
    })
  })

  it('serves nobody when the one who wanted it is gone before it is up', async () => {
    const running = start('--detach')
    await expect.poll(async () => (await folders()).length, { interval: 1 }).toBeGreaterThan(0)
    running.child.kill('SIGKILL')
    const { out } = await running.done
    // On a machine that is slow it may have told how to reach it all the same.
    const pid = /LOCAL_CLOUD_PID='(\d+)'/.exec(out)?.[1]
    if (pid !== undefined) process.kill(Number(pid), 'SIGTERM')
    await expect.poll(folders).toEqual([])
  })
})

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('a start that cannot be', () => {
  it('says in one line that the port is taken', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const { port } = taken.address() as AddressInfo
    const ran = await start('--port', String(port)).done
    taken.close()
    expect(ran).toMatchObject({ code: 1, out: '' })
    expect(ran.error).toMatch(new RegExp(`^local-cloud: cannot start: .*EADDRINUSE.*:${port}\\n$`))
  })

  const unusable = [
    { name: 'a file', place: 'file', says: 'EEXIST' },
    { name: 'a place below a file', place: 'file/data', says: 'ENOTDIR' },
    { name: 'a place that takes no folder', place: '/proc/x/y', says: 'ENOENT' },
    { name: 'a folder that takes no folder', place: '/proc', says: 'ENOENT' },
  ]
  const here = unusable.filter(({ place }) => !place.startsWith('/proc') || existsSync('/proc'))
  it.for(sampled(here, { what: 'places that take no data', size: 2, kind: () => 'any' }))(
    'says in one line that nothing can be kept in $name',
    async ({ place, says }) => {
      await writeFile(join(tmp, 'file'), '')
      const data = resolve(tmp, place)
      const ran = await start('--data', data).done
      await rm(join(tmp, 'file'))
      expect(ran).toMatchObject({ code: 1, out: '' })
      expect(ran.error).toMatch(new RegExp(`^local-cloud: cannot start: nothing can be kept in ${data}: ${says}.*\\n$`))
    },
  )
})

it('a start on what cannot be read names the file and says what to do', async () => {
  const kept = join(tmp, 'broken', 'ecr', 'repositories.json')
  await mkdir(dirname(kept), { recursive: true })
  await writeFile(kept, '[{"name":"app"')
  const ran = await start('--data', join(tmp, 'broken')).done
  expect(ran).toMatchObject({ code: 1, out: '' })
  expect(ran.error).toContain(`cannot start: ${kept} cannot be read (`)
  expect(ran.error).toContain('; remove it to start without the images it names')
})

describe('an end in between', () => {
  it('by Ctrl-C while it comes up leaves nothing', async () => {
    const running = start()
    await expect.poll(async () => (await folders()).length, { interval: 1 }).toBeGreaterThan(0)
    running.child.kill('SIGINT')
    expect(await running.done).toMatchObject({ code: 0 })
    expect(await folders()).toEqual([])
  })

  it('by a second signal ends a stop that does not come to its end', async () => {
    const data = join(tmp, 'slow')
    const running = start('--data', data)
    await running.said
    // What is kept is written into a pipe that nobody reads, as into a network file system that hangs.
    await mkdir(join(data, 'ecr'), { recursive: true })
    await writeFile(join(data, 'ecr', 'repositories.json'), '[]')
    await promisify(execFile)('mkfifo', [join(data, 'ecr', 'repositories.json.new')])
    const again = setInterval(() => running.child.kill('SIGTERM'), 100)
    const [code, signal] = (await once(running.child, 'exit')) as [number | null, string | null]
    clearInterval(again)
    expect([code, signal]).toEqual([null, 'SIGTERM'])
    expect(await readFile(join(data, 'ecr', 'repositories.json'), 'utf8')).toBe('[]')
    await rm(data, { recursive: true })
  })

  it('by SIGKILL leaves no folder', async () => {
    const running = start()
    await running.said
    expect(await folders()).toHaveLength(1)
    running.child.kill('SIGKILL')
    await running.done
    await expect.poll(folders).toEqual([])
  })
})

describe('arguments', () => {
  it.for([
    { name: 'an option it does not know', args: ['--fast'], says: "'--fast'" },
    { name: 'a port that is none', args: ['--port', '80a'], says: '--port must be a port number, not "80a"' },
    { name: 'a speed of 0', args: ['--speed', '0'], says: '--speed must be a number above 0, not "0"' },
    { name: 'no folder', args: ['--data', ''], says: '--data must be a folder, not ""' },
    { name: 'no command after --', args: ['--'], says: 'there is no command after --' },
    { name: 'a command in the background', args: ['--detach', '--', 'true'], says: 'exclude each other' },
    { name: 'a command without --', args: ['true'], says: "'true'" },
  ])('are refused for $name', async ({ args, says }) => {
    expect(await start(...args).done).toMatchObject({ code: 2, out: '', error: expect.stringContaining(says) })
  })

  it('are explained by --help', async () => {
    expect(await start('--help').done).toMatchObject({
      code: 0,
      out: expect.stringContaining('local-cloud [--port P]'),
    })
  })
})
