import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createConnection, type Socket } from 'node:net'
import { setImmediate as immediate, setTimeout as delay } from 'node:timers/promises'
import { onTestFinished } from 'vitest'

const script = `require('node:net').createServer().listen({ port: Number(process.argv[1]), host: process.argv[2], backlog: 1 }, () => {
  require('node:fs').writeSync(1, 'deaf')
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
})`

/** An address at which connections hang, for the length of one test: a process that listens, never accepts, and has a full queue. */
export async function deafAt(host: string, port: number): Promise<void> {
  const child = spawn(process.execPath, ['-e', script, String(port), host], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  const sockets: Socket[] = []
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
  })
  // The queue is full when a connection is not there after a while; a busy machine has it, but has not told us yet.
  for (let full = false; !full && sockets.length < 20;) {
    const socket = createConnection({ host, port }).on('error', () => {})
    sockets.push(socket)
    await Promise.race([once(socket, 'connect'), delay(200).then(() => immediate())])
    full = socket.connecting
  }
}
