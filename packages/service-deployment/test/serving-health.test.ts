import { createEcs } from '@slipway/aws/ecs-client'
import { readServingHealth } from '../src/serving-health.ts'
import { createTargetHealth } from '@slipway/aws/target-health'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startEcsRig, type EcsRig } from '@slipway/test-support/rigs/ecs-rig'
import type { SeenServing } from '../src/serving-health.ts'

const ref = { cluster: 'main', service: 'web' }
let rig: EcsRig

beforeAll(async () => {
  rig = await startEcsRig()
  Object.assign(process.env, rig.cloud.env)
  await rig.create({ taskDefinition: await rig.register('1.0.0') })
  await rig.ended(await rig.newestDeployment())
})
afterAll(() => rig.stop())

async function look(): Promise<SeenServing> {
  const ports = { ecs: createEcs(), targetHealth: createTargetHealth() }
  const [deployed] = await ports.ecs.listServiceDeployments(ref)
  const [revision] = await ports.ecs.describeServiceRevisions([deployed?.targetRevisionArn ?? ''])
  const service = await ports.ecs.describeService(ref)
  if (service === undefined || revision === undefined) throw new Error('there is no service')
  return await readServingHealth(ports, ref, service, revision)
}

it('shows tasks, and the targets that they are', async () => {
  const targetGroups = [{ name: 'blue', states: ['healthy', 'healthy'] }]
  expect(await look()).toEqual({ health: { wanted: 2, running: 2, unhealthy: 0, targetGroups }, unseen: [] })
})

it.for([
  ['ecs', 'ListTasks', 'the health of its tasks'],
  ['elasticloadbalancing', 'DescribeTargetHealth', 'the target group blue'],
] as const)('what this role may not look at is named: %s:%s', async ([service, operation, what]) => {
  const allow = rig.cloud.faults.inject({ service, operation, code: 'AccessDeniedException', times: 'always' })
  const { health, unseen } = await look()
  expect(unseen).toEqual([expect.stringContaining(`${what} (${service}:${operation} on `)])
  expect(health).toMatchObject({ wanted: 2, running: 2, unhealthy: 0 })
  allow()
})

it('what AWS cannot answer for another reason fails', async () => {
  rig.cloud.credentials.expire()
  await expect(look()).rejects.toMatchObject({ code: 'AWS_CREDENTIALS_EXPIRED' })
  rig.cloud.credentials.renew()
})
