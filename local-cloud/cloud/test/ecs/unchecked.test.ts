import { afterEach, beforeEach, expect, it } from 'vitest'
import { startEcsRig, type EcsRig } from '@slipway/test-support/rigs/ecs-rig'

let rig: EcsRig

beforeEach(async () => {
  // Slow enough that a second passes before a task that nothing checks is taken for healthy.
  rig = await startEcsRig(40)
})
afterEach(() => rig.stop())

const deploymentConfiguration = { deploymentCircuitBreaker: { enable: true, rollback: true } }

it('a worker that exits is started again and again: without health checks the breaker sees no failure', async () => {
  await rig.create({ taskDefinition: await rig.register('1.0.0', 'crash'), loadBalancers: [], deploymentConfiguration })
  const arn = await rig.newestDeployment()
  await expect.poll(() => exits()).toBeGreaterThan(4)
  expect(await rig.deployment(arn)).toMatchObject({
    status: 'IN_PROGRESS',
    deploymentCircuitBreaker: { status: 'MONITORING', failureCount: 0, threshold: 3 },
  })
  expect((await rig.service()).deployments).toMatchObject([{ rolloutState: 'IN_PROGRESS', failedTasks: 0 }])
})

it.for([
  {
    name: 'with a health check it trips',
    more: { healthCheck: { command: ['CMD', 'node', 'check.mjs'], interval: 5 } },
  },
  { name: 'one that never starts trips it', more: { image: 'missing' } },
])(
  '$name',
  async ({
    more: { image, ...more },
  }: {
    more: { image?: string; healthCheck?: { command: string[]; interval: number } }
  }) => {
    const missing = image === undefined ? {} : { image: `${rig.cloud.registryHost}/app:${image}` }
    await rig.create({
      taskDefinition: await rig.register('1.0.0', 'crash', { ...more, ...missing }),
      loadBalancers: [],
      deploymentConfiguration,
    })
    expect(await rig.ended(await rig.newestDeployment())).toMatchObject({
      status: 'ROLLBACK_FAILED',
      deploymentCircuitBreaker: { status: 'TRIGGERED' },
    })
  },
)

/** Tasks that exited by themselves so far. */
function exits(): number {
  const ended = rig.cloud.timeline.events.filter(
    (event) => event.kind === 'task' && event.lastStatus === 'STOPPED' && event.stopCode === 'EssentialContainerExited',
  )
  return ended.length
}
