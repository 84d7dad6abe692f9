import { afterEach, beforeEach, expect, it } from 'vitest'
import { startEcsRig, type EcsRig } from './rig.ts'

let rig: EcsRig

beforeEach(async () => {
  rig = await startEcsRig(1000)
})
afterEach(() => rig.stop())

it('a task that nothing checks is not healthy before it has had the time to crash', async () => {
  const deploymentConfiguration = { deploymentCircuitBreaker: { enable: true, rollback: false } }
  await rig.create({ taskDefinition: await rig.register('1.0.0', 'crash'), loadBalancers: [], deploymentConfiguration })
  expect(await rig.ended(await rig.newestDeployment())).toMatchObject({
    status: 'STOPPED',
    deploymentCircuitBreaker: { status: 'TRIGGERED' },
  })
})
