import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { afterEach, expect, it } from 'vitest'
import { ask } from '@slipway/test-support/cloud/ask'
import { startRig, type Rig } from '@slipway/test-support/rigs/balancer-rig'

let rig: Rig
afterEach(() => rig?.stop())

/** A target that answers only when it is told to. */
function held(): { answers: ServerResponse[]; handler: (request: unknown, response: ServerResponse) => void } {
  const answers: ServerResponse[] = []
  return { answers, handler: (_request, response) => void answers.push(response) }
}

it('lets a request in flight finish, gives the target no new one, and then lets go of it', async () => {
  rig = await startRig()
  const group = await rig.group('blue')
  rig.shift({ [group]: 1 })
  const slow = held()
  const leaving = await rig.target(group, 'leaving', slow.handler)
  const asked = ask(rig.url)
  while (leaving.requests.length === 0) await once(leaving.server, 'request')
  await rig.target(group, 'staying')

  let drained = false
  const draining = rig.cloud.world.balancing.deregister(group, leaving).then(() => (drained = true))
  expect(rig.cloud.world.balancing.health(group, leaving)).toBe('draining')
  const others = await Promise.all(Array.from({ length: 6 }, () => ask(rig.url)))
  expect(others.map(({ body }) => body)).toEqual(Array(6).fill('staying'))
  expect(drained).toBe(false)

  slow.answers[0]?.end('late')
  expect(await asked).toMatchObject({ status: 200, body: 'late' })
  await draining
  expect(rig.cloud.world.balancing.health(group, leaving)).toBe('unused')
})

it('stays out of service while it drains, although its health checks would pass', async () => {
  rig = await startRig()
  const group = await rig.group('blue')
  rig.shift({ [group]: 1 })
  await rig.setDelay(group, 3600)
  const slow = held()
  const leaving = await rig.target(group, 'leaving', slow.handler)
  const asked = ask(rig.url)
  while (leaving.requests.length === 0) await once(leaving.server, 'request')
  const draining = rig.cloud.world.balancing.deregister(group, leaving)
  // As often as another target is checked, this one would be.
  const staying = await rig.target(group, 'staying')
  for (let checks = 0; checks < 5; checks += 1) await once(staying.server, 'request')
  expect(rig.cloud.world.balancing.health(group, leaving)).toBe('draining')
  slow.answers[0]?.end('late')
  expect((await asked).body).toBe('late')
  await draining
})

it('waits no longer than the deregistration delay; what is still in flight becomes a 502', async () => {
  rig = await startRig(10)
  const group = await rig.group('blue')
  rig.shift({ [group]: 1 })
  await rig.setDelay(group, 5)
  const leaving = await rig.target(group, 'leaving', held().handler)
  const asked = ask(rig.url)
  while (leaving.requests.length === 0) await once(leaving.server, 'request')
  const started = performance.now()
  await rig.cloud.world.balancing.deregister(group, leaving)
  expect(performance.now() - started).toBeGreaterThan(450)
  expect((await asked).status).toBe(502)
})

it('is done at once with a target that has nothing in flight', async () => {
  rig = await startRig(1)
  const group = await rig.group('blue', { HealthCheckIntervalSeconds: 5, HealthCheckTimeoutSeconds: 2 })
  rig.shift({ [group]: 1 })
  const target = await rig.target(group, 'blue')
  await ask(rig.url)
  const started = performance.now()
  await rig.cloud.world.balancing.deregister(group, target)
  expect(performance.now() - started).toBeLessThan(1000)
  expect((await ask(rig.url)).status).toBe(503)
})

it('takes a target back that is registered again while it drains', async () => {
  rig = await startRig()
  const group = await rig.group('blue')
  rig.shift({ [group]: 1 })
  const slow = held()
  const target = await rig.target(group, 'blue', slow.handler)
  const asked = ask(rig.url)
  while (target.requests.length === 0) await once(target.server, 'request')
  const draining = rig.cloud.world.balancing.deregister(group, target)
  rig.cloud.world.balancing.register(group, target)
  slow.answers[0]?.end('first')
  expect((await asked).body).toBe('first')
  await draining
  await rig.until(group, target, 'healthy')
})
