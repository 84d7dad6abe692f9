import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, request, type Server } from 'node:http'
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

  const [first, last] = [load.samples[0]!, load.samples.at(-1)!]
  expect(load.samples.length / ((last.at - first.at) / 1000)).toBeGreaterThan(100)
  expect(load.samples.filter(failed)).toEqual([])
  expect(first).toMatchObject({ status: 200, version: '1.0.0', commit: 'abc' })
  const kept = load.samples.filter((sample) => sample.connection === 'kept').length
  expect(Math.abs(kept - load.samples.length / 2)).toBeLessThan(10)
  // Every new connection is one of its own; the kept ones are few.
  expect(sockets.size).toBeLessThan(load.samples.length * 0.75)
  expect(inFlight(load.samples, (first.at + last.at) / 2)).toBeGreaterThan(0)
  expect(between(load.samples, first.at, first.at + 1).length).toBeGreaterThan(0)
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

async function startApp(fault: string): Promise<{ port: number; stop(): Promise<void> }> {
  const env = { PATH: process.env['PATH'], PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'info', FAULT: fault }
  const child = spawn(process.execPath, [app], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  onTestFinished(() => void child.kill('SIGKILL'))
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /127\.0\.0\.1:(\d+)/.exec(line)?.[1]
    if (port === undefined) continue
    child.stdout.resume()
    return { port: Number(port), stop: async () => void (child.kill('SIGTERM'), await exited) }
  }
  throw new Error('the service did not start')
}

/** Moves the traffic from one process to another, stops the first, and returns how many requests that cost. */
async function lostAtShift(fault: string): Promise<number> {
  const [before, after] = [await startApp(fault), await startApp('none')]
  let target = before.port
  const proxy = createServer((asked, answer) => {
    const passed = request({ host: '127.0.0.1', port: target, path: asked.url, agent: false }, (from) => {
      answer.writeHead(from.statusCode ?? 502)
      from.pipe(answer)
    })
    passed.on('error', () => answer.writeHead(502).end())
    passed.end()
  })
  const load = await loadOn(await listening(proxy))
  await enough(load, 100)
  target = after.port
  await before.stop()
  await enough(load, 200)
  return load.samples.filter(failed).length
}

it('sees the requests that a service loses when it does not drain, and none when it does', async () => {
  expect(await lostAtShift('none')).toBe(0)
  expect(await lostAtShift('no-drain')).toBeGreaterThan(0)
})
