import { ContinueServiceDeploymentCommand } from '@aws-sdk/client-ecs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startEcsRig, type EcsRig } from '@slipway/test-support/rigs/ecs-rig'

let rig: EcsRig

beforeAll(async () => {
  rig = await startEcsRig()
})
afterAll(() => rig.stop())

it('releases, pauses with the candidate on the test listener, shifts production and cleans up', async () => {
  const first = await rig.register('1.0.0')
  await rig.create({
    taskDefinition: first,
    deploymentConfiguration: { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 10 },
  })
  const created = await rig.ended(await rig.newestDeployment())
  expect(created).toMatchObject({ status: 'SUCCESSFUL', lifecycleStage: 'CLEAN_UP' })
  expect(await rig.version(rig.productionUrl)).toBe('1.0.0')

  const second = await rig.register('1.1.0')
  const arn = await rig.deploy(second, {
    lifecycleHooks: [{ targetType: 'PAUSE', lifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'] }],
  })
  const paused = await rig.until(arn, ({ lifecycleHookDetails }) => lifecycleHookDetails !== undefined)
  expect(paused).toMatchObject({
    status: 'IN_PROGRESS',
    lifecycleStage: 'POST_TEST_TRAFFIC_SHIFT',
    lifecycleHookDetails: [{ targetType: 'PAUSE', status: 'AWAITING_ACTION', timeoutAction: 'ROLLBACK' }],
    targetServiceRevision: {
      requestedTestTrafficWeight: 100,
      requestedProductionTrafficWeight: 0,
      runningTaskCount: 2,
    },
    sourceServiceRevisions: [{ requestedTestTrafficWeight: 0, requestedProductionTrafficWeight: 100 }],
  })
  expect(await rig.version(rig.testUrl)).toBe('1.1.0')
  expect(await rig.version(rig.productionUrl)).toBe('1.0.0')

  const hookId = paused.lifecycleHookDetails?.[0]?.hookId
  await rig.ecs.send(new ContinueServiceDeploymentCommand({ serviceDeploymentArn: arn, hookId, action: 'CONTINUE' }))
  const done = await rig.ended(arn)
  expect(done).toMatchObject({ status: 'SUCCESSFUL', targetServiceRevision: { requestedProductionTrafficWeight: 100 } })
  expect(await rig.version(rig.productionUrl)).toBe('1.1.0')
  const service = await rig.service()
  expect(service).toMatchObject({
    runningCount: 2,
    pendingCount: 0,
    taskDefinition: second,
    currentServiceDeployment: arn,
  })
  expect(service.deployments).toMatchObject([{ status: 'PRIMARY', rolloutState: 'COMPLETED', taskDefinition: second }])
})
