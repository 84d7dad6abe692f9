import { createServer, get } from 'node:http'
import { createServer as createPlainServer, type AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { listenOnLoopback, type Listening } from '@slipway/local-cloud-frame/loopback'

const turns = { count: 0 }

async function listening(port = 0): Promise<Listening> {
  const server = createServer((_request, response) => void response.end(String(turns.count)))
  const listens = await listenOnLoopback(server, port)
  onTestFinished(() => listens.close())
  return listens
}

/** In which turn of the loop each of so many new connections was answered. */
async function answers(port: number, count: number): Promise<readonly number[]> {
  const ask = (): Promise<number> =>
    new Promise((resolve, reject) => {
      get({ port, host: '127.0.0.1', agent: false }, (response) => {
        response.setEncoding('utf8').on('data', (turn: string) => resolve(Number(turn)))
      }).on('error', reject)
    })
  let isOver = false
  const turn = (): void => {
    turns.count += 1
    if (!isOver) setImmediate(turn)
  }
  const asked = Array.from({ length: count }, ask)
  turns.count = 0
  turn()
  const all = await Promise.all(asked)
  isOver = true
  return all
}

// Where a port cannot be shared there is one socket, and one connection in a turn.
it.runIf(process.platform === 'linux')('takes several new connections in one turn of the loop', async () => {
  const { port } = await listening()
  const taken = await answers(port, 64)
  const perTurn = new Map<number, number>()
  for (const turn of taken) perTurn.set(turn, (perTurn.get(turn) ?? 0) + 1)
  expect(Math.max(...perTurn.values())).toBeGreaterThan(4)
})

it('does not share a port that is asked for with another server, whichever came first', async () => {
  const { port } = await listening()
  await expect(listening(port)).rejects.toMatchObject({ code: 'EADDRINUSE' })
  const plain = createPlainServer()
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void plain.close())
  await expect(listening((plain.address() as AddressInfo).port)).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

it('listens at the port that is asked for, and again once it is closed', async () => {
  const first = await listening()
  await first.close()
  const second = await listening(first.port)
  expect(second.port).toBe(first.port)
  expect(await answers(second.port, 1)).toHaveLength(1)
})
