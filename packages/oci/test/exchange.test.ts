import { once } from 'node:events'
import { Agent, createServer, type RequestListener } from 'node:http'
import { connect, type AddressInfo, type Socket, type TcpNetConnectOpts } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { exchange, type Body } from '../src/registry/exchange.ts'

const { signal } = new AbortController()

/** A server for one test, and what connects to it. */
async function serving(answer: RequestListener, agent = new Agent()): Promise<{ url: URL; agent: Agent }> {
  const server = createServer(answer)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    agent.destroy()
    server.closeAllConnections()
    server.close()
  })
  return { url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`), agent }
}

describe('exchange', () => {
  it.for<[string, Body | undefined]>([
    ['without a body', undefined],
    ['with a body that waits for it', (sink) => sink.write(Buffer.alloc(1000))],
  ])('gives up a connection that is never made, %s', async ([, body]) => {
    const agent = new Agent({ lookup: () => undefined })
    const url = new URL('http://oci.invalid/v2/')
    const answer = exchange({ method: 'PUT', url, headers: {}, agent, idle: 50, signal }, body)
    await expect(answer).rejects.toMatchObject({ code: 'ETIMEDOUT', message: 'no byte moved for 50 ms' })
  })

  it('is cancelled at once while it waits for a connection', async () => {
    const { url, agent } = await serving(() => undefined, new Agent({ maxSockets: 1 }))
    const request = { method: 'PUT', url, headers: {}, agent, idle: 60_000 } as const
    const first = new AbortController()
    const holding = exchange({ ...request, signal: first.signal })
    const abort = new AbortController()
    const waiting = exchange({ ...request, signal: abort.signal }, (sink) => sink.write(Buffer.alloc(1000)))
    setTimeout(() => abort.abort(new Error('SIGINT')), 20)
    await expect(waiting).rejects.toThrow('SIGINT')
    first.abort(new Error('SIGTERM'))
    await expect(holding).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('ends with a connection that breaks right before a chunk is written', async () => {
    const { url, agent } = await serving(() => undefined)
    const sockets: Socket[] = []
    agent.createConnection = (to) => {
      const socket = connect(to as TcpNetConnectOpts)
      sockets.push(socket)
      return socket
    }
    const headers = { 'content-length': 2000 }
    const answer = exchange({ method: 'PUT', url, headers, agent, idle: 60_000, signal }, async (sink) => {
      await sink.write(Buffer.alloc(1000))
      // Until the end of this turn the request does not know of it: Node keeps the chunk, and never says what became of it.
      sockets[0]?.destroy()
      await sink.write(Buffer.alloc(1000))
    })
    await expect(answer).rejects.toMatchObject({ code: 'ECONNRESET' })
  })

  it('takes an answer that comes early, and ends when the body has ended too', async () => {
    const { url, agent } = await serving((_, response) => void response.writeHead(503).end('busy'))
    let ended = false
    const headers = { 'content-length': 1_000_000 }
    const answer = await exchange({ method: 'PUT', url, headers, agent, idle: 60_000, signal }, async (sink) => {
      await sink.write(Buffer.alloc(1000))
      while (!sink.answered) await delay(5)
      // As a file that is still being read into the memory that the next attempt is going to use.
      await delay(50)
      ended = true
    })
    expect(answer).toMatchObject({ status: 503, text: 'busy' })
    expect(ended).toBe(true)
  })

  it('ends when the connection turns into something else', async () => {
    const { url, agent } = await serving((request) => {
      request.socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: other\r\n\r\n')
    })
    const answer = exchange({ method: 'HEAD', url, headers: {}, agent, idle: 60_000, signal })
    await expect(answer).rejects.toMatchObject({
      code: 'ECONNRESET',
      message: 'the connection ended without an answer',
    })
  })

  it('ends with the error of its body', async () => {
    const { url, agent } = await serving((request) => void request.resume())
    const headers = { 'content-length': 1000 }
    const corrupt = new Error('another digest')
    const answer = exchange({ method: 'PUT', url, headers, agent, idle: 60_000, signal }, async () => {
      throw corrupt
    })
    await expect(answer).rejects.toBe(corrupt)
  })
})
