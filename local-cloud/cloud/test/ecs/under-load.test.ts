import { afterEach, beforeEach, expect, it } from 'vitest'
import { startLoad } from './load.ts'
import { startEcsRig, type EcsRig } from '@slipway/test-support/rigs/ecs-rig'

let rig: EcsRig

beforeEach(async () => {
  rig = await startEcsRig(300)
})
afterEach(() => rig.stop())

it.for([
  { name: 'a blue/green deployment', configuration: { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 5 } },
  { name: 'a rolling update', configuration: { strategy: 'ROLLING' } },
] as const)('no request fails during $name', async ({ configuration }) => {
  await rig.create({ taskDefinition: await rig.register('1.0.0'), deploymentConfiguration: configuration })
  await rig.ended(await rig.newestDeployment())
  const load = startLoad(rig.productionUrl)
  await load.more(50)
  const deployed = await rig.ended(await rig.deploy(await rig.register('1.1.0')))
  await load.more(50)
  const answers = await load.stop()
  expect(deployed.status).toBe('SUCCESSFUL')
  expect(answers.filter((answer) => answer.startsWith('failed'))).toEqual([])
  expect(new Set(answers)).toEqual(new Set(['1.0.0', '1.1.0']))
})
