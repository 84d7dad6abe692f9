import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
import { acceptsConnections } from '@slipway/local-cloud-ecs/tasks/accepts-connections'
import { startEcsRig } from '@slipway/test-support/rigs/ecs-rig'

it('stopping the cloud in the middle of a deployment leaves no process, no port and no folder', async () => {
  const rig = await startEcsRig(300)
  await rig.create({
    taskDefinition: await rig.register('1.0.0'),
    deploymentConfiguration: { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 1440 },
  })
  await rig.until(await rig.newestDeployment(), ({ lifecycleStage }) => lifecycleStage === 'BAKE_TIME')
  const { world } = rig.cloud
  const ports = [...world.ecs.tasks.values()].flatMap((task) => [...task.ports.values()])
  expect(await Promise.all(ports.map(acceptsConnections))).toEqual([true, true])
  await rig.stop()
  expect(await Promise.all(ports.map(acceptsConnections))).toEqual([false, false])
  expect(existsSync(world.dataDir)).toBe(false)
  expect([...world.ecs.tasks.values()].map(({ view }) => view.lastStatus)).toEqual(['STOPPED', 'STOPPED'])
})
