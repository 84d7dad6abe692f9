import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { Socket } from 'node:net'
import { listenOnLoopback } from './loopback.ts'
import type { Exchange, Route } from './route.ts'
import { underway, type Underway } from './underway.ts'
import type { CloudContext } from './context.ts'

export interface ListeningServer {
  readonly url: string
  /** Serves from now on, each request in the context that there is then; a request that came before waits in the socket. */
  serve<Context extends CloudContext>(context: () => Promise<Context>, routes: readonly Route<Context>[]): void
  /** Cuts every connection but `spared`. */
  cut(spared?: Socket): void
  /** Resolves when no request is worked on any more, but for those of routes that are apart. */
  settled(): Promise<void>
  /** Takes no request any more and cuts every connection. What is worked on goes on: see `settled`. */
  close(): Promise<void>
}

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
  const listening = await listenOnLoopback(server, port)
  const requests = underway()
  return {
    url: `http://127.0.0.1:${listening.port}`,
    serve: (context, routes) => ready((exchange) => answer({ context, routes, requests }, exchange)),
    cut: (spared) => listening.cut(spared),
    settled: () => requests.settled(),
    close: () => listening.close(),
  }
}

/** Whatever a client sends as its target, two slashes and worse included; null when it is no URL. */
function requested(target: string): URL | null {
  return URL.parse(target.startsWith('/') ? `http://127.0.0.1${target}` : target, 'http://127.0.0.1')
}

type Handler = (exchange: Exchange) => Promise<void>

interface Serving<Context extends CloudContext> {
  readonly context: () => Promise<Context>
  readonly routes: readonly Route<Context>[]
  readonly requests: Underway
}

async function answer<Context extends CloudContext>(
  { context, routes, requests }: Serving<Context>,
  exchange: Exchange,
): Promise<void> {
  const { request, response, url } = exchange
  const route = routes.find((entry) => entry.matches(request.method ?? 'GET', url.pathname, exchange))
  const fail = (status: number, message: string): void => {
    if (response.headersSent) response.destroy()
    else response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify({ message })}\n`)
  }
  if (route === undefined) return fail(404, `nothing is served at ${request.method} ${url.pathname}`)
  try {
    const now = await context()
    const work = async (): Promise<void> => route.handle(now, exchange)
    await (route.apart === true ? work() : requests.run(work))
  } catch (error) {
    if (request.destroyed && !request.complete) return
    fail(500, `${route.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  }
}
