import { execFile } from 'node:child_process'
import { createServer as createTcpServer, type Socket } from 'node:net'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { slowness } from '@slipway/local-cloud'
import { createProbe, type ProbeResult } from '../src/index.ts'
import { deafAt } from './deaf-server.ts'
import { listening, serve } from './server.ts'

const probe = createProbe({ maxBodyBytes: 1000 })

function send(url: string, timeoutMs = 60_000): Promise<ProbeResult> {
  return probe.send({ url, timeoutMs })
}

/** Framed by the end of the connection: there is no length. */
const unframed = 'HTTP/1.1 200 OK\r\n\r\n'
const chunked = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n'

function half(socket: Socket): Socket {
  socket.write(`${unframed}{"ver`)
  return socket
}

describe('the time for it', () => {
  it.for([1500.5, 2 ** 40, Number.POSITIVE_INFINITY])('may be %d ms', async (timeoutMs) => {
    const port = await serve((_request, response) => response.end('ok'))
    expect(await send(`http://127.0.0.1:${port}/`, timeoutMs)).toMatchObject({ kind: 'answered' })
  })

  it.for([0, -5, 0.2, Number.NaN])('may be over already: %d ms', async (timeoutMs) => {
    const port = await serve(() => {})
    expect(await send(`http://127.0.0.1:${port}/`, timeoutMs)).toMatchObject({ code: 'timed-out' })
  })
})

describe('an answer', () => {
  it('comes with status, headers that may be shown, body, address and time', async () => {
    const port = await serve((_request, response) => {
      response.writeHead(503, { 'content-type': 'text/plain', 'retry-after': '7', 'set-cookie': 'session=1' })
      response.end('wait')
    })
    const result = await send(`http://127.0.0.1:${port}/health`)
    expect(result).toMatchObject({
      kind: 'answered',
      status: 503,
      body: 'wait',
      address: '127.0.0.1',
    })
    expect(result.kind === 'answered' && result.headers).toMatchObject({
      'content-type': 'text/plain',
      'retry-after': '7',
    })
    expect(JSON.stringify(result)).not.toContain('session')
  })

  it('carries method, headers and credentials of the request, and shows none of them', async () => {
    let seen: Record<string, unknown> = {}
    const port = await serve((request, response) => {
      seen = { method: request.method, url: request.url, ...request.headers }
      response.end()
    })
    const url = `http://me:p%40ss@127.0.0.1:${port}/x?token=hidden`
    const result = await probe.send({
      url,
      method: 'HEAD',
      headers: { 'X-Key': 'hidden', Host: 'app' },
      timeoutMs: 5000,
    })
    const authorization = `Basic ${Buffer.from('me:p@ss').toString('base64')}`
    expect(seen).toMatchObject({
      method: 'HEAD',
      url: '/x?token=hidden',
      'x-key': 'hidden',
      host: 'app',
      authorization,
    })
    expect(JSON.stringify(result)).not.toMatch(/hidden|p%40ss|p@ss/)
  })

  it('that redirects is reported, not followed', async () => {
    const paths: unknown[] = []
    const port = await serve((request, response) => {
      paths.push(request.url)
      response.writeHead(302, { location: '/next?ticket=1' }).end()
    })
    const result = await send(`http://127.0.0.1:${port}/first`)
    expect(result).toMatchObject({ kind: 'answered', status: 302, headers: { location: '/next?ticket=***' } })
    expect(paths).toEqual(['/first'])
  })

  it('is cut when it does not end', async () => {
    const port = await serve((_request, response) => {
      const more = setInterval(() => response.write('x'.repeat(400)), 1)
      response.on('close', () => clearInterval(more))
    })
    const result = await send(`http://127.0.0.1:${port}/`)
    expect(result).toMatchObject({ kind: 'answered', bodyFault: 'longer than 1000 bytes', body: 'x'.repeat(1000) })
  })
})

describe('no answer', () => {
  it.for([
    ['a reset', (socket) => socket.resetAndDestroy(), 'connection-lost'],
    ['an early end', (socket) => socket.end(), 'connection-lost'],
    ['half a body', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf'), 'connection-lost'],
    ['another protocol', (socket) => socket.end('SSH-2.0-OpenSSH\r\n\r\n'), 'not-http'],
    ['a body up to the end of the connection, reset', (socket) => half(socket).resetAndDestroy(), 'connection-lost'],
    ['half a body in chunks', (socket) => socket.end(`${chunked}9\r\nhalf`), 'connection-lost'],
    ['chunks without the last one', (socket) => socket.end(`${chunked}4\r\nhalf\r\n`), 'connection-lost'],
    [
      'headers of 17 KiB',
      (socket) => socket.end(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(17_000)}\r\n\r\n`),
      'headers-too-long',
    ],
    ['silence', () => {}, 'timed-out'],
    ['a body up to the end of the connection that stops', (socket) => half(socket), 'timed-out'],
    ['headers and no end of the connection', (socket) => socket.write('HTTP/1.1 200 OK\r\n\r\n'), 'timed-out'],
    ['chunks that stop', (socket) => socket.write(`${chunked}4\r\nhalf\r\n`), 'timed-out'],
    ['a body that stops', (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf'), 'timed-out'],
  ] as const satisfies readonly (readonly [string, (socket: Socket) => unknown, string])[])(
    '%s',
    async ([, behave, code]) => {
      const server = createTcpServer((socket) => {
        onTestFinished(() => void socket.destroy())
        socket.on('error', () => {}).once('data', () => behave(socket))
      })
      onTestFinished(() => void server.close())
      const url = `http://me:secret@127.0.0.1:${await listening(server)}/?k=secret`
      const result = await send(url, code === 'timed-out' ? 200 : 20_000)
      expect(result).toMatchObject({ kind: 'unreachable', code })
      expect(JSON.stringify(result)).not.toContain('secret')
    },
  )

  it('says in words that headers are too long', async () => {
    const port = await serve((_request, response) => response.writeHead(200, { 'x-long': 'y'.repeat(17_000) }).end())
    const result = await send(`http://127.0.0.1:${port}/`)
    expect(result).toMatchObject({ message: 'the headers of the answer are longer than 16 KiB' })
  })

  it('because nobody listens', async () => {
    const server = createTcpServer()
    const port = await listening(server)
    await new Promise((resolve) => server.close(resolve))
    expect(await send(`http://127.0.0.1:${port}/`)).toMatchObject({ kind: 'unreachable', code: 'connection-refused' })
  })

  it('because the name has no address', async () => {
    const nameless = createProbe({ resolve: async () => [] })
    const result = await nameless.send({ url: 'http://app.internal/', timeoutMs: 1000 })
    expect(result).toMatchObject({ kind: 'unreachable', code: 'name-not-found' })
  })

  it('because the name server is silent', async () => {
    const stuck = createProbe({ resolve: () => new Promise(() => {}) })
    const result = await stuck.send({ url: 'http://app.internal/', timeoutMs: 20 })
    expect(result).toMatchObject({ kind: 'unreachable', code: 'timed-out' })
  })

  it('because the caller cancelled', async () => {
    const abort = new AbortController()
    const port = await serve(() => abort.abort())
    const result = await probe.send({ url: `http://127.0.0.1:${port}/`, timeoutMs: 5000, signal: abort.signal })
    expect(result).toMatchObject({ kind: 'unreachable', code: 'cancelled' })
  })

  it('because the caller had cancelled before', async () => {
    const request = { url: 'http://127.0.0.1:9/', timeoutMs: 5000, signal: AbortSignal.abort() }
    expect(await probe.send(request)).toMatchObject({ kind: 'unreachable', code: 'cancelled' })
  })
})

describe('a name', () => {
  it('is tried at every address until one takes the connection', async () => {
    const port = await serve((_request, response) => response.end('here'))
    const several = createProbe({ resolve: async () => ['169.254.169.254', '::1', '127.0.0.2', '127.0.0.1'] })
    const result = await several.send({ url: `http://app.internal:${port}/`, timeoutMs: 5000 })
    expect(result).toMatchObject({ kind: 'answered', body: 'here', address: '127.0.0.1' })
  })

  it.skipIf(process.platform !== 'linux')('is tried further when an address swallows what is sent to it', async () => {
    const port = await serve((_request, response) => response.end('here'))
    await deafAt('127.0.0.2', port)
    const several = createProbe({ resolve: async () => ['127.0.0.2', '127.0.0.1'] })
    // Half of the time is for the other address.
    const timeoutMs = Math.round(2000 * (await slowness()))
    const result = await several.send({ url: `http://app.internal:${port}/`, timeoutMs })
    expect(result).toMatchObject({ kind: 'answered', body: 'here', address: '127.0.0.1' })
    expect(result.durationMs).toBeGreaterThanOrEqual(0.45 * timeoutMs)
  })

  it('is not asked at another address after the first took the request', async () => {
    let requests = 0
    const port = await serve((request) => {
      requests++
      request.socket.resetAndDestroy()
    })
    const several = createProbe({ resolve: async () => ['127.0.0.1', '127.0.0.1'] })
    const result = await several.send({ url: `http://app.internal:${port}/`, timeoutMs: 5000 })
    expect(result).toMatchObject({ kind: 'unreachable', code: 'connection-lost' })
    expect(requests).toBe(1)
  })

  it('is resolved and judged anew each time', async () => {
    const port = await serve((_request, response) => response.end())
    const answers = [['127.0.0.1'], ['169.254.169.254']]
    const rebinding = createProbe({ resolve: async () => answers.shift() ?? [] })
    const request = { url: `http://app.internal:${port}/`, timeoutMs: 5000 }
    expect(await rebinding.send(request)).toMatchObject({ kind: 'answered' })
    expect(await rebinding.send(request)).toMatchObject({ kind: 'blocked', code: 'address-not-allowed' })
  })
})

describe('what cannot be sent', () => {
  it.for([
    ['a header value with a line break', { headers: { 'x-a': 'secret\r\nx-b: 1' } }],
    ['a header name with a blank', { headers: { 'x a': 'secret' } }],
    ['a method of two words', { method: 'GET /secret' }],
  ] as const)('%s', async ([, odd]) => {
    const result = await probe.send({ url: 'http://127.0.0.1:9/', timeoutMs: 1000, ...odd })
    expect(result).toMatchObject({ kind: 'blocked', code: 'request-invalid' })
    expect(JSON.stringify(result)).not.toContain('secret')
  })
})

describe('proxy variables', () => {
  it('are not followed, even where Node is told to', async () => {
    const port = await serve((request, response) => response.end(request.url))
    const proxy = await serve((_request, response) => response.end('proxied'))
    const script = `import { createProbe } from ${JSON.stringify(import.meta.resolve('../src/index.ts'))}
      const result = await createProbe().send({ url: 'http://127.0.0.1:${port}/direct', timeoutMs: 5000 })
      console.log(result.body)`
    const env = { PATH: process.env['PATH'], NODE_USE_ENV_PROXY: '1', HTTP_PROXY: `http://127.0.0.1:${proxy}` }
    const args = ['--conditions=@slipway/source', '--input-type=module', '-e', script]
    const { stdout } = await promisify(execFile)(process.execPath, args, { env })
    expect(stdout.trim()).toBe('/direct')
  })
})
