import { ContinueServiceDeploymentCommand } from '@aws-sdk/client-ecs'
import { DeleteRuleCommand } from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startEcsRig, type EcsRig } from '@slipway/test-support/rigs/ecs-rig'

let rig: EcsRig

beforeAll(async () => {
  rig = await startEcsRig(300)
})
afterAll(() => rig.stop())

it('a rule that goes away under a deployment is told in the events, and the shift is not taken for done', async () => {
  await rig.create({
    taskDefinition: await rig.register('1.0.0'),
    deploymentConfiguration: { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 0 },
  })
  await rig.ended(await rig.newestDeployment())
  const arn = await rig.deploy(await rig.register('1.1.0'), {
    lifecycleHooks: [{ targetType: 'PAUSE', lifecycleStages: ['PRE_PRODUCTION_TRAFFIC_SHIFT'] }],
  })
  const paused = await rig.until(arn, ({ lifecycleHookDetails }) => lifecycleHookDetails !== undefined)
  await rig.elb.send(new DeleteRuleCommand({ RuleArn: rig.productionRule }))
  const hookId = paused.lifecycleHookDetails?.[0]?.hookId
  await rig.ecs.send(new ContinueServiceDeploymentCommand({ serviceDeploymentArn: arn, hookId, action: 'CONTINUE' }))
  await expect
    .poll(async () => (await rig.service()).events?.[0]?.message)
    .toMatch(/^\(service web\) failed to be looked after with \(error .*rule/)
  const stuck = await rig.deployment(arn)
  expect(stuck).toMatchObject({
    status: 'IN_PROGRESS',
    lifecycleStage: 'PRODUCTION_TRAFFIC_SHIFT',
    targetServiceRevision: { requestedProductionTrafficWeight: 0 },
  })
})
