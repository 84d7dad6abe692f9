import { createServer, type IncomingMessage, request as forward, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { describe, expect, it, onTestFinished } from 'vitest'
import { plainImage, writeFolder } from '@slipway/test-support/images/layouts'
import { connect, push } from './pushing.ts'
import { startRegistry } from './registry-server.ts'

interface Proxy {
  readonly url: string
  /** e.g. `PUT http://images.example/…` */
  readonly asked: readonly string[]
}

/** A proxy that leads every plain request to `target`, and gives tunnels to `tunnel`. */
async function startProxy(target: string, tunnel: (socket: Duplex) => void): Promise<Proxy> {
  const asked: string[] = []
  const pass = (request: IncomingMessage, response: ServerResponse): void => {
    const { method = '', url = '', headers } = request
    asked.push(`${method} ${url}`)
    const { pathname, search } = new URL(url)
    const onward = forward(`${target}${pathname}${search}`, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(response)
    })
    request.pipe(onward)
  }
  const server = createServer(pass)
  const sockets = new Set<Duplex>()
  server.on('connection', (socket) => sockets.add(socket))
  server.on('connect', ({ url }, socket) => {
    asked.push(`CONNECT ${url}`)
    tunnel(socket)
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => void server.close(resolve))
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

describe('a registry behind a proxy', () => {
  it('is pushed to through it', async () => {
    const server = await startRegistry()
    const proxy = await startProxy(server.url, () => undefined)
    const { files, root } = plainImage()
    const registry = connect({ url: 'http://images.example' }, { proxyEnv: { HTTP_PROXY: proxy.url } })
    await push(`oci-layout:${await writeFolder(files)}`, registry)
    expect(server.manifests.has(root.digest)).toBe(true)
    expect(proxy.asked).toContain(`PUT http://images.example/v2/app/manifests/${root.digest}`)
  })

  it.for<[string, (socket: Duplex) => void, RegExp, number]>([
    [
      'refuses',
      (socket) => void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'),
      /tunnel to images\.example:443 .*403/,
      60_000,
    ],
    ['never answers', () => undefined, /ETIMEDOUT|no byte moved|timed out/, 100],
  ])('is given up when the proxy %s', async ([, tunnel, message, idle]) => {
    const proxy = await startProxy('http://127.0.0.1:1', tunnel)
    const registry = connect({ url: 'https://images.example' }, { proxyEnv: { HTTPS_PROXY: proxy.url }, idle })
    await expect(registry.hasManifest('sha256:0')).rejects.toMatchObject({ code: 'REGISTRY_UNREACHABLE', message })
    expect(proxy.asked).toContain('CONNECT images.example:443')
  })

  it('is waited for when the proxy is overloaded', async () => {
    let count = 0
    const overloaded = (socket: Duplex): void =>
      void socket.end(`HTTP/1.1 ${(count += 1) < 3 ? '503 Busy' : '403 Forbidden'}\r\n\r\n`)
    const proxy = await startProxy('http://127.0.0.1:1', overloaded)
    const registry = connect({ url: 'https://images.example' }, { proxyEnv: { HTTPS_PROXY: proxy.url }, idle: 60_000 })
    await expect(registry.hasManifest('sha256:0')).rejects.toMatchObject({ message: /403/ })
    expect(proxy.asked).toHaveLength(3)
  })
})
