import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo, Server as NetServer } from 'node:net'
import { onTestFinished } from 'vitest'

/** A server on loopback for the length of one test; answers with its port. */
export async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener)
  onTestFinished(() => closed(server))
  return listening(server)
}

/** A bound server's port; the server is the caller's to close. */
export async function listening(server: NetServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}
