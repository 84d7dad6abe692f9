import { execFile, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createProbe, type ProbeResult } from '../src/index.ts'
import { serve } from './server.ts'

/** Needs the right to make namespaces: root, on Linux. */
const isolates = spawnSync('unshare', ['--mount', '--net', 'ip', 'link', 'set', 'lo', 'up']).status === 0

interface Seen {
  readonly silent: readonly ProbeResult[]
  readonly known: ProbeResult
  readonly lookups: readonly (readonly [pid: number, name: string])[]
}

/** A process that has ended and that nobody has waited for has no command line. */
function isThere(pid: number): boolean {
  const file = `/proc/${pid}/cmdline`
  return existsSync(file) && readFileSync(file, 'utf8') !== ''
}

describe("the system's names", () => {
  it('are resolved', async () => {
    const port = await serve((_request, response) => response.end('here'))
    const result = await createProbe().send({ url: `http://localhost:${port}/`, timeoutMs: 60_000 })
    expect(result).toMatchObject({ kind: 'answered', body: 'here' })
  })

  it.for(['nowhere.invalid', '-v.invalid'])('are said not to be there: %s', async (name) => {
    const result = await createProbe().send({ url: `http://${name}/`, timeoutMs: 60_000 })
    expect(result).toMatchObject({ kind: 'unreachable', code: 'name-not-found' })
    expect(result.kind === 'unreachable' && result.message).toMatch(
      /^the name has no address \((ENOTFOUND|EAI_AGAIN)\)$/,
    )
  })

  it.runIf(isolates)(
    'that are not answered hold up neither others nor the end of the process',
    { timeout: 100_000 },
    async () => {
      // The resolver gives a name up after 150 s.
      const folder = await mkdtemp(join(tmpdir(), 'silent-names-'))
      onTestFinished(() => rm(folder, { recursive: true, force: true }))
      const script = [join(import.meta.dirname, 'silent-names.ts'), folder]
      const node = [process.execPath, '--conditions=@slipway/source', ...script]
      const { stdout } = await promisify(execFile)('unshare', ['--mount', '--net', ...node])
      const seen = JSON.parse(stdout) as Seen
      expect(seen.silent).toMatchObject(Array.from({ length: 6 }, () => ({ code: 'timed-out' })))
      expect(seen.known).toMatchObject({ body: 'here' })
      expect(seen.lookups.map(([, name]) => name)).toEqual(['one.example', 'two.example', 'three.example'])
      // By themselves they would end when their next question is refused, after 30 s.
      for (const [pid] of seen.lookups) await expect.poll(() => isThere(pid), { timeout: 20_000 }).toBe(false)
    },
  )
})

describe('a name', () => {
  it('is looked up once at a time, and anew afterwards', async () => {
    const port = await serve((_request, response) => response.end('here'))
    const answers: ((addresses: readonly string[]) => void)[] = []
    const resolve = (): Promise<readonly string[]> => new Promise((done) => void answers.push(done))
    const probe = createProbe({ resolve })
    const url = `http://app.internal:${port}/`
    expect(await probe.send({ url, timeoutMs: 20 })).toMatchObject({ code: 'timed-out' })
    const joined = [probe.send({ url, timeoutMs: 60_000 }), probe.send({ url: `${url}x`, timeoutMs: 60_000 })]
    expect(answers).toHaveLength(1)
    answers[0]?.(['127.0.0.1'])
    expect(await Promise.all(joined)).toMatchObject([{ body: 'here' }, { body: 'here' }])
    const anew = probe.send({ url, timeoutMs: 60_000 })
    answers[1]?.(['127.0.0.1'])
    expect(await anew).toMatchObject({ body: 'here' })
  })

  it('that could not be looked up is looked up anew', async () => {
    let lookups = 0
    const probe = createProbe({
      resolve: async () => {
        lookups++
        throw new Error('refused')
      },
    })
    for (let attempt = 1; attempt <= 2; attempt++) {
      const result = await probe.send({ url: 'http://app.internal/', timeoutMs: 60_000 })
      expect(result).toMatchObject({ code: 'name-not-found' })
      expect(lookups).toBe(attempt)
    }
  })
})
