import { createServer, type AddressInfo } from 'node:net'

const given = new Set<number>()

/** A port of 127.0.0.1 that nobody listens on and that was not given out before; `giveBack` makes it available again. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = await probe()
    if (given.has(port)) continue
    given.add(port)
    return port
  }
}

export function giveBack(port: number): void {
  given.delete(port)
}

async function probe(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return port
}
