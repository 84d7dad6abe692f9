import { Agent } from 'node:http'
import { afterEach, expect, it } from 'vitest'
import { ask } from '@slipway/test-support/cloud/ask'
import { startRig, type Rig } from '@slipway/test-support/rigs/balancer-rig'

let rig: Rig
afterEach(() => rig?.stop())

it('loses no request while targets come and go under load', async () => {
  rig = await startRig()
  const [blue, green] = [await rig.group('blue'), await rig.group('green')]
  rig.shift({ [blue]: 1 })
  const slowly = (name: string): Parameters<Rig['target']> => [
    name === 'blue' ? blue : green,
    name,
    (_request, response) => void setTimeout(() => response.end(name), 5),
  ]
  let current = await rig.target(...slowly('blue'))
  const agent = new Agent({ keepAlive: true, maxSockets: 12 })
  const statuses: number[] = []
  let failed = 0
  const over = new AbortController()
  const load = Array.from({ length: 16 }, async (_, worker) => {
    while (!over.signal.aborted) {
      try {
        statuses.push((await ask(rig.url, worker < 12 ? { agent } : {})).status)
      } catch {
        failed += 1
      }
    }
  })
  let shifts = 0
  while (statuses.length < 1500 || shifts < 6) {
    const name = shifts % 2 === 0 ? 'green' : 'blue'
    const next = await rig.target(...slowly(name))
    rig.shift(name === 'green' ? { [blue]: 0, [green]: 1 } : { [blue]: 1, [green]: 0 })
    await rig.cloud.world.balancing.deregister(name === 'green' ? blue : green, current)
    await current.close()
    current = next
    shifts += 1
  }
  over.abort()
  await Promise.all(load)
  agent.destroy()
  expect({ failed, others: statuses.filter((status) => status !== 200) }).toEqual({ failed: 0, others: [] })
})
