import type { Server } from 'node:http'
import { createServer, type AddressInfo, type Server as Acceptor, type Socket } from 'node:net'

/**
 * libuv takes one connection from a listening socket in a turn of the event loop: one socket on a loop that turns slower
 * than 15 ms cannot take 65 new connections a second. So many sockets listen at one port, and the system spreads the
 * connections over them. https://github.com/libuv/libuv/pull/3696
 */
const handles = 32

export interface Listening {
  readonly port: number
  /** Cuts every connection but `spared`. */
  cut(spared?: Socket): void
  /** Listens no more, cuts every connection, and resolves when none is left. */
  close(): Promise<void>
}

/** Listens on 127.0.0.1 only: nothing outside this machine can reach it. Port 0 takes a free one. */
export async function listenOnLoopback(server: Server, port: number): Promise<Listening> {
  const sockets = keepTrack(server)
  const acceptors = await acceptorsAt(server, port)
  const cut = (spared?: Socket): void => {
    for (const socket of sockets) if (socket !== spared) socket.destroy()
  }
  return {
    port: portOf(server),
    cut,
    async close() {
      const closed = [...acceptors, server].map((one) => new Promise<void>((resolve) => one.close(() => resolve())))
      cut()
      await Promise.all(closed)
    },
  }
}

/** Also those that never sent a byte, and those that are no HTTP any more: the server itself does not count them all. */
function keepTrack(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  return sockets
}

/** Further sockets at the server's port, as many as the system allows; none where it has no SO_REUSEPORT. */
async function acceptorsAt(server: Server, wanted: number): Promise<readonly Acceptor[]> {
  if (wanted !== 0) await refuseTaken(wanted)
  try {
    await listening(server, wanted, true)
  } catch (error) {
    if (isTaken(error)) throw error
    await listening(server, wanted, false)
    return []
  }
  const acceptors: Acceptor[] = []
  while (acceptors.length < handles - 1) {
    const acceptor = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => server.emit('connection', socket))
    const listens = await listening(acceptor, portOf(server), true).then(
      () => true,
      () => false,
    )
    if (!listens) break
    acceptors.push(acceptor)
  }
  return acceptors
}

/** Two servers that both share a port would both get it: whether it is free is asked without sharing. */
async function refuseTaken(port: number): Promise<void> {
  const probe = createServer()
  await listening(probe, port, false)
  await new Promise<void>((resolve) => probe.close(() => resolve()))
}

function listening(server: Server | Acceptor, port: number, reusePort: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host: '127.0.0.1', reusePort }, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}

function isTaken(error: unknown): boolean {
  return ['EADDRINUSE', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')
}
