import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A process behind the load balancer, as far as the load balancer can tell. */
export interface TargetServer {
  readonly id: '127.0.0.1'
  readonly port: number
  readonly server: Server
  /** Requests that came, health checks left out. */
  readonly requests: IncomingMessage[]
  /** What health checks get from now on. */
  health: number
  close(): Promise<void>
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** Answers `/health` by `health`, anything else by `handler`, which says the target's name by default. */
export async function startTarget(name: string, handler?: Handler): Promise<TargetServer> {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    if (request.url === '/health') return void response.writeHead(target.health).end()
    requests.push(request)
    if (handler === undefined) response.end(name)
    else handler(request, response)
  })
  // Longer than the load balancer keeps a connection, as ALB asks of its targets.
  server.keepAliveTimeout = 3_600_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const target: TargetServer = {
    id: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    server,
    requests,
    health: 200,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
  return target
}
