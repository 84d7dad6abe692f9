import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { startLoad, type Load } from '../src/load/load.ts'
import { between, failed, inFlight } from '../src/load/sample.ts'

const rate = 150

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => server.closeAllConnections())
  onTestFinished(async () => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

async function loadOn(url: string): Promise<Load> {
  const load = await startLoad(url, rate)
  onTestFinished(() => load.stop())
  return load
}

async function enough(load: Load, count: number): Promise<void> {
  while (load.samples.length < count) {
    await delay(20)
    await load.flush()
  }
}

it('sends at its rate over kept and new connections, with requests always on their way', async () => {
  const sockets = new Set<unknown>()
  const server = createServer((asked, answer) => {
    sockets.add(asked.socket)
    setTimeout(() => answer.end('{"version":"1.0.0","commit":"abc"}'), 20)
  })
  const load = await loadOn(await listening(server))
  await enough(load, 300)
  await load.stop()

  const { samples } = load
  const first = samples[0]!
  const times = [...samples.map(({ at }) => at), ...load.heldBack].sort((one, other) => one - other)
  const stall = Math.max(...times.map((at, index) => at - (times[index - 1] ?? at)))
  // One that is late is made up for, none is sent before it is due, but for the longest stall of this machine.
  const slack = ((2 * stall) / 1000) * rate + 16
  const dueSince = (index: number): number => ((times.at(-1)! - times[index]!) / 1000) * rate
  expect(times.length).toBeGreaterThan(dueSince(0) - slack)
  expect(times.length - 100).toBeLessThan(dueSince(100) + slack)
  expect(samples.filter(failed)).toEqual([])
  expect(first).toMatchObject({ status: 200, version: '1.0.0', commit: 'abc' })
  const kept = samples.filter((sample) => sample.connection === 'kept').length
  expect(Math.abs(kept - samples.length / 2)).toBeLessThanOrEqual(0.5 + load.heldBack.length)
  // Every new connection is one of its own; the kept ones are used again.
  expect(sockets.size).toBeLessThan(samples.length)
  expect(inFlight(samples, first.at + first.ms / 2)).toBeGreaterThan(0)
  expect(between(samples, first.at, first.at + 1).length).toBeGreaterThan(0)
})

it('goes on sending while no request is answered, until as many as may be are on their way', async () => {
  const held: ServerResponse[] = []
  let isOpen = false
  const server = createServer((_asked, answer) => void (isOpen ? answer.end('{}') : held.push(answer)))
  const load = await loadOn(await listening(server))
  while (held.length < 64) await once(server, 'request')
  while (load.heldBack.length === 0 && held.length <= 64) await delay(20)
  expect([load.samples, held.length]).toEqual([[], 64])
  isOpen = true
  for (const answer of held) answer.end('{}')
  await enough(load, 100)
  expect(load.samples.filter(failed)).toEqual([])
})

it('records an answer that says it failed and an answer that never came', async () => {
  let count = 0
  const server = createServer((asked, answer) => {
    count += 1
    if (count % 3 === 0) asked.socket.destroy()
    else answer.writeHead(count % 3 === 1 ? 200 : 500).end('oops')
  })
  const load = await loadOn(await listening(server))
  await enough(load, 60)
  const statuses = new Set(load.samples.map((sample) => sample.status))
  expect(statuses).toEqual(new Set([0, 200, 500]))
  expect(load.samples.find((sample) => sample.status === 0)?.error).toBe('ECONNRESET')
})

it('says that its process is gone rather than wait for it', async () => {
  const server = createServer((_asked, answer) => void answer.end('{}'))
  const load = await loadOn(await listening(server))
  await load.stop()
  await expect(load.flush()).rejects.toThrow('Channel closed')
  await load.stop()
})

const app = fileURLToPath(new URL('../../app/src/main.ts', import.meta.url))

interface App {
  readonly port: number
  /** What a process of this machine takes to be there, in milliseconds. */
  readonly startedInMs: number
  readonly exited: Promise<unknown>
  signal(name: NodeJS.Signals): void
}

async function startApp(fault: string, more: Readonly<Record<string, string>> = {}): Promise<App> {
  const begun = performance.now()
  const env = { PATH: process.env['PATH'], PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'info', FAULT: fault, ...more }
  const child = spawn(process.execPath, [app], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  onTestFinished(() => void child.kill('SIGKILL'))
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /127\.0\.0\.1:(\d+)/.exec(line)?.[1]
    if (port === undefined) continue
    child.stdout.resume()
    const startedInMs = Math.ceil(performance.now() - begun)
    return { port: Number(port), startedInMs, exited, signal: (name) => void child.kill(name) }
  }
  throw new Error('the service did not start')
}

/** Moves the traffic from one process to another, stops the first, and returns how many requests that cost. */
async function lostAtShift(fault: string): Promise<number> {
  const after = await startApp('none')
  const before = await startApp(fault, { SHUTDOWN_DELAY_MS: String(after.startedInMs), SHUTDOWN_GRACE_MS: '120000' })
  let target = before.port
  const unanswered = new Set<ServerResponse>()
  const proxy = createServer((asked, answer) => {
    if (target === before.port) unanswered.add(answer)
    answer.once('finish', () => unanswered.delete(answer))
    const passed = request({ host: '127.0.0.1', port: target, path: asked.url, agent: false }, (from) => {
      answer.writeHead(from.statusCode ?? 502)
      from.pipe(answer)
    })
    passed.on('error', () => answer.writeHead(502).end())
    passed.end()
  })
  const load = await loadOn(await listening(proxy))
  await enough(load, 100)
  // While it is held it can answer nothing: what it is then asked is on its way when it is told to stop.
  before.signal('SIGSTOP')
  const wanted = unanswered.size + 8
  while (unanswered.size < wanted) await once(proxy, 'request')
  target = after.port
  before.signal('SIGTERM')
  before.signal('SIGCONT')
  await before.exited
  await enough(load, load.samples.length + 100)
  return load.samples.filter(failed).length
}

it('sees the requests that a service loses when it does not drain, and none when it does', async () => {
  expect(await lostAtShift('none')).toBe(0)
  expect(await lostAtShift('no-drain')).toBeGreaterThan(0)
})
