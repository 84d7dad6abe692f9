import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Exchange, Route } from './route.ts'
import type { World } from '../world.ts'

export interface ListeningServer {
  readonly url: string
  /** Serves from now on; a request that came before waits in the socket. */
  serve(world: World, routes: readonly Route[]): void
  close(): Promise<void>
}

/** Listens on 127.0.0.1 only: nothing outside this machine can reach it. */
export async function listen(port: number): Promise<ListeningServer> {
  let ready: (handler: Handler) => void
  const handler = new Promise<Handler>((resolve) => (ready = resolve))
  const server = createServer((request, response) => {
    const url = requested(request.url ?? '/')
    if (url === null) return void response.writeHead(400).end()
    void handler.then((handle) => handle({ request, response, url, requestId: randomUUID() }))
  })
  // Uploads of large layers over slow disks take as long as they take.
  server.requestTimeout = 0
  // Longer than any poll waits, so that no client writes into a connection that is just being closed.
  server.keepAliveTimeout = 65_000
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve: (world, routes) => ready((exchange) => route(world, routes, exchange)),
    close: () => close(server),
  }
}

/** Whatever a client sends as its target, two slashes and worse included; null when it is no URL. */
function requested(target: string): URL | null {
  return URL.parse(target.startsWith('/') ? `http://127.0.0.1${target}` : target, 'http://127.0.0.1')
}

type Handler = (exchange: Exchange) => Promise<void>

async function route(world: World, routes: readonly Route[], exchange: Exchange): Promise<void> {
  const { request, response, url } = exchange
  const found = routes.find((entry) => entry.matches(request.method ?? 'GET', url.pathname, exchange))
  const fail = (status: number, message: string): void => {
    if (response.headersSent) response.destroy()
    else response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify({ message })}\n`)
  }
  if (found === undefined) return fail(404, `nothing is served at ${request.method} ${url.pathname}`)
  try {
    await found.handle(world, exchange)
  } catch (error) {
    if (request.destroyed && !request.complete) return
    fail(500, `${found.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  }
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeAllConnections()
  await closed
}
