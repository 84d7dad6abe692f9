import { createEcs } from '@slipway/aws/ecs-client'
import { findStarted } from '../src/find-started.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startEcsRig, type EcsRig } from '@slipway/test-support/rigs/ecs-rig'
import { watchDeployment } from '../src/deployment-watch.ts'

const ref = { cluster: 'main', service: 'web' }
let rig: EcsRig

beforeAll(async () => {
  rig = await startEcsRig()
  Object.assign(process.env, rig.cloud.env)
  await rig.create({ taskDefinition: await rig.register('1.0.0'), loadBalancers: [], desiredCount: 1 })
  await rig.ended(await rig.newestDeployment())
})
afterAll(() => rig.stop())

it('one that was there before is not taken for it, though it deploys the same definition', async () => {
  const ecs = createEcs()
  const before = await ecs.listServiceDeployments(ref)
  const { taskDefinition = '' } = await rig.service()
  expect(before.length).toBeGreaterThan(0)
  const find = findStarted(ecs, ref, taskDefinition, before)
  expect(await find()).toBeUndefined()
  await ecs.updateService(ref, { taskDefinition, forceNewDeployment: true })
  expect(await find()).toBe(await rig.newestDeployment())
})

it('of two deployments that one UpdateService began, because its first answer was lost, the newer one is followed', async () => {
  const ecs = createEcs()
  const before = await ecs.listServiceDeployments(ref)
  const { taskDefinition = '' } = await rig.service()
  rig.cloud.faults.inject({ service: 'ecs', operation: 'UpdateService', code: 'RESET', applied: true })
  await ecs.updateService(ref, { taskDefinition, forceNewDeployment: true })
  const [newest, older, ...rest] = await ecs.listServiceDeployments(ref)
  expect([older?.status, rest.length]).toEqual([expect.stringMatching(/^STOP/), before.length])
  const find = findStarted(ecs, ref, taskDefinition, before)
  expect(await find()).toBe(newest?.arn)
})

it('an older one that was found first is left for the newer one, once it is stopped', async () => {
  const ecs = createEcs()
  const before = await ecs.listServiceDeployments(ref)
  const { taskDefinition = '' } = await rig.service()
  const find = findStarted(ecs, ref, taskDefinition, before)
  const signal = new AbortController().signal
  const watch = watchDeployment({ ecs, ref, find, deadline: Infinity, now: () => Date.now(), signal })
  await ecs.updateService(ref, { taskDefinition, forceNewDeployment: true })
  const first = (await watch.look()).deployment?.arn
  watch.keep('h1', { verdict: 'pass', reason: 'healthy', message: 'of the first one' })
  await ecs.updateService(ref, { taskDefinition, forceNewDeployment: true })
  await rig.ended(first ?? '')
  const { deployment, newer, handled } = await watch.look()
  expect([deployment?.arn, newer]).toEqual([await rig.newestDeployment(), undefined])
  expect(watch.arn).not.toBe(first)
  expect(handled.size).toBe(0)
})

it('a newer one of another definition is not taken for it', async () => {
  const ecs = createEcs()
  const before = await ecs.listServiceDeployments(ref)
  const { taskDefinition = '' } = await rig.service()
  const find = findStarted(ecs, ref, taskDefinition, before)
  const watch = watchDeployment({
    ecs,
    ref,
    find,
    deadline: Infinity,
    now: () => Date.now(),
    signal: new AbortController().signal,
  })
  await ecs.updateService(ref, { taskDefinition, forceNewDeployment: true })
  const own = (await watch.look()).deployment?.arn
  const other = await rig.deploy(await rig.register('1.1.0'))
  await rig.ended(own ?? '')
  expect(await watch.look()).toMatchObject({ deployment: { arn: own, status: 'STOPPED' }, newer: other })
})
