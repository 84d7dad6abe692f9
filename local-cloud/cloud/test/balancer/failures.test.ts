import { ModifyLoadBalancerAttributesCommand } from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterEach, expect, it } from 'vitest'
import { ask, keepAlive } from '@slipway/test-support/cloud/ask'
import { startRig, type Rig } from '@slipway/test-support/rigs/balancer-rig'

let rig: Rig
afterEach(() => rig?.stop())

it('answers 503 where no target is registered, and goes on with the connection', async () => {
  rig = await startRig()
  rig.shift({ [await rig.group('blue')]: 1 })
  const agent = keepAlive()
  const first = await ask(rig.url, { agent, method: 'POST', body: 'x'.repeat(100_000) })
  const second = await ask(rig.url, { agent })
  expect([first.status, second.status]).toEqual([503, 503])
  expect(second.socket).toBe(first.socket)
  expect(first.headers['server']).toBe('awselb/2.0')
  agent.destroy()
})

it('answers 503 where every weight is 0', async () => {
  rig = await startRig()
  await rig.target(await rig.group('blue'), 'blue')
  expect((await ask(rig.url)).status).toBe(503)
})

it('sends requests to sick targets where a group has no other', async () => {
  rig = await startRig()
  const group = await rig.group('blue')
  rig.shift({ [group]: 1 })
  const target = await rig.target(group, 'blue')
  target.health = 500
  await rig.until(group, target, 'unhealthy')
  expect(await ask(rig.url)).toMatchObject({ status: 200, body: 'blue' })
  await rig.target(group, 'green')
  const bodies = await Promise.all(Array.from({ length: 4 }, () => ask(rig.url)))
  expect(bodies.map(({ body }) => body)).toEqual(Array(4).fill('green'))
})

it('answers 502 for a target that breaks the connection, and asks no other', async () => {
  rig = await startRig()
  const group = await rig.group('blue')
  rig.shift({ [group]: 1 })
  const broken = await rig.target(group, 'broken', (request) => request.socket.destroy())
  expect((await ask(rig.url, { method: 'POST', body: 'x' })).status).toBe(502)
  expect(broken.requests).toHaveLength(1)
})

it('answers 504 for a target that says nothing', async () => {
  rig = await startRig()
  const [LoadBalancerArn] = rig.cloud.world.elb.loadBalancers.keys()
  const Attributes = [{ Key: 'idle_timeout.timeout_seconds', Value: '1' }]
  await rig.elb.send(new ModifyLoadBalancerAttributesCommand({ LoadBalancerArn, Attributes }))
  const group = await rig.group('blue')
  rig.shift({ [group]: 1 })
  await rig.target(group, 'silent', () => undefined)
  expect((await ask(rig.url)).status).toBe(504)
})

it('cuts an answer off where the target does, so that nobody takes it for whole', async () => {
  rig = await startRig()
  const group = await rig.group('blue')
  rig.shift({ [group]: 1 })
  await rig.target(group, 'half', (_request, response) => {
    response.writeHead(200, { 'content-length': 100 }).write('half', () => response.destroy())
  })
  await expect(ask(rig.url)).rejects.toThrow('aborted')
})
