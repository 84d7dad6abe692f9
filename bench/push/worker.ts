// One push in a process of its own. It loads everything, says so, and waits to be told what to push.
import { tmpdir } from 'node:os'
import { systemClock as clock } from '@slipway/control-loop'
import { connectRegistry, openLayout, pushImage, readImage } from '@slipway/oci'
import type { PushOrder, PushResult } from './push-once.ts'

process.once('message', (order: PushOrder) => {
  void push(order).then((result) => process.send?.(result, () => process.disconnect()))
})
process.send?.('ready')

async function push({ layout: path, endpoint, token, repository, connections }: PushOrder): Promise<PushResult> {
  const { signal } = new AbortController()
  const usedBefore = process.cpuUsage()
  const startedAt = performance.now()
  const layout = await openLayout({ transport: 'oci-layout', path }, { temp: tmpdir(), signal })
  const login = async (): Promise<{ endpoint: string; token: string }> => ({ endpoint, token })
  const registry = connectRegistry({ repository, login, clock, signal, connections })
  const pushed = await pushImage(await readImage(layout), layout, registry, { connections, say: () => undefined })
  const ms = performance.now() - startedAt
  const { user, system } = process.cpuUsage(usedBefore)
  registry.close()
  await layout.close()
  return { ms, cpuMs: (user + system) / 1000, pushedBytes: pushed.pushedBytes }
}
