import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const cli = join(import.meta.dirname, '../../src/cli.ts')
const node = ['--conditions=@slipway/source', cli]
let tmp: string

beforeAll(async () => {
  tmp = await mkdtemp(join(tmpdir(), 'cli-test-'))
})
afterAll(() => rm(tmp, { recursive: true }))

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
  const child = spawn(process.execPath, [...node, ...args], { env: { ...process.env, TMPDIR: tmp } })
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
  it.for(unusable.filter(({ place }) => !place.startsWith('/proc') || existsSync('/proc')))(
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

describe('an end in between', () => {
  const folders = async (): Promise<string[]> => (await readdir(tmp)).filter((name) => name.startsWith('local-cloud-'))

  it('by Ctrl-C while it comes up leaves nothing', async () => {
    const running = start()
    await expect.poll(async () => (await folders()).length, { interval: 1 }).toBeGreaterThan(0)
    running.child.kill('SIGINT')
    expect(await running.done).toMatchObject({ code: 0, error: '' })
    expect(await folders()).toEqual([])
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
