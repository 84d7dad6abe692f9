import {
  ContinueServiceDeploymentCommand,
  DescribeServiceRevisionsCommand,
  DescribeTasksCommand,
  ListTasksCommand,
  StopServiceDeploymentCommand,
} from '@aws-sdk/client-ecs'
import { GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startEcsRig, type EcsRig } from '@slipway/test-support/rigs/ecs-rig'

const breaker = { enable: true, rollback: true }
let rig: EcsRig
let good: string
let goodRevision: string

// One service, released once; every release after that fails and must leave it as it was.
beforeAll(async () => {
  rig = await startEcsRig(300)
  good = await rig.register('1.0.0')
  await rig.create({
    taskDefinition: good,
    deploymentConfiguration: { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 1, deploymentCircuitBreaker: breaker },
  })
  const created = await rig.ended(await rig.newestDeployment())
  goodRevision = created.targetServiceRevision?.arn ?? ''
})
afterAll(() => rig.stop())

/** The tasks of a release that failed by themselves; going back stops the others, in any order. */
async function failedTasks(taskDefinition: string) {
  const { taskArns = [] } = await rig.ecs.send(
    new ListTasksCommand({ cluster: 'main', serviceName: 'web', desiredStatus: 'STOPPED' }),
  )
  const { tasks = [] } = await rig.ecs.send(new DescribeTasksCommand({ cluster: 'main', tasks: taskArns }))
  return tasks.filter(
    ({ taskDefinitionArn, stoppedReason = '' }) =>
      taskDefinitionArn === taskDefinition && !stoppedReason.startsWith('Scaling activity initiated by'),
  )
}

async function expectAsBefore(): Promise<void> {
  expect(await rig.version(rig.productionUrl)).toBe('1.0.0')
  expect(await rig.version(rig.testUrl)).toBe('1.0.0')
  expect(await rig.service()).toMatchObject({ taskDefinition: good, runningCount: 2 })
}

it('crashing tasks trip the breaker; exit codes and last lines are kept', async () => {
  const bad = await rig.register('2.0.0', 'crash')
  const ended = await rig.ended(await rig.deploy(bad))
  expect(ended).toMatchObject({
    status: 'ROLLBACK_SUCCESSFUL',
    statusReason: 'Service deployment rolled back because the circuit breaker threshold was exceeded.',
    rollback: { serviceRevisionArn: goodRevision },
    deploymentCircuitBreaker: { status: 'TRIGGERED', threshold: 3 },
    targetServiceRevision: { requestedProductionTrafficWeight: 0, runningTaskCount: 0 },
  })
  expect(ended.stoppedAt).toBeUndefined()
  const [task] = await failedTasks(bad)
  expect(task).toMatchObject({
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    containers: [{ name: 'app', exitCode: 3, lastStatus: 'STOPPED' }],
  })
  const { events } = await rig.logs.send(
    new GetLogEventsCommand({ logGroupName: '/app', logStreamName: `web/app/${task?.taskArn?.split('/').at(-1)}` }),
  )
  expect(events?.map(({ message }) => message)).toEqual(['starting 2.0.0', 'no database'])
  const { events: said = [] } = await rig.service()
  expect(said.map(({ message }) => message).join('\n')).toMatch(
    /\(service web\) \(deployment ecs-svc\/\d+\) deployment failed: tasks failed to start\./,
  )
  await expectAsBefore()
})

it('tasks that fail the load balancer health checks trip the breaker', async () => {
  const bad = await rig.register('2.1.0', 'sick')
  const ended = await rig.ended(await rig.deploy(bad))
  expect(ended.status).toBe('ROLLBACK_SUCCESSFUL')
  const [task] = await failedTasks(bad)
  expect(task).toMatchObject({ stopCode: 'ServiceSchedulerInitiated' })
  expect(task?.stoppedReason).toBe(`Task failed ELB health checks in (target-group ${rig.greenGroup})`)
  await expectAsBefore()
})

it('an image that ignores PORT is told so', async () => {
  const bad = await rig.register('2.2.0', 'deaf')
  const arn = await rig.deploy(bad)
  await rig.until(arn, ({ deploymentCircuitBreaker }) => (deploymentCircuitBreaker?.failureCount ?? 0) > 0)
  await rig.ecs.send(new StopServiceDeploymentCommand({ serviceDeploymentArn: arn, stopType: 'ROLLBACK' }))
  expect(await rig.ended(arn)).toMatchObject({ status: 'ROLLBACK_SUCCESSFUL', stoppedAt: expect.any(Date) })
  const [task] = await failedTasks(bad)
  expect(task?.stoppedReason).toMatch(/nothing listens at 127\.0\.0\.1:\d+.*PORT=\d+/)
  await expectAsBefore()
})

it('an image that cannot be pulled never starts', async () => {
  const bad = await rig.register('2.3.0', 'none', { image: `${rig.cloud.registryHost}/app:missing` })
  const ended = await rig.ended(await rig.deploy(bad))
  expect(ended.status).toBe('ROLLBACK_SUCCESSFUL')
  const [task] = await failedTasks(bad)
  expect(task).toMatchObject({ stopCode: 'TaskFailedToStart', containers: [{ lastStatus: 'STOPPED' }] })
  expect(task?.stoppedReason).toMatch(/^CannotPullContainerError: /)
  await expectAsBefore()
})

it('a pause answered with ROLLBACK, and one of a revision that is proven', async () => {
  const arn = await rig.deploy(await rig.register('2.4.0'), {
    lifecycleHooks: [{ targetType: 'PAUSE', lifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'] }],
  })
  const paused = await rig.until(arn, ({ lifecycleHookDetails }) => lifecycleHookDetails !== undefined)
  const hookId = paused.lifecycleHookDetails?.[0]?.hookId
  await rig.ecs.send(new ContinueServiceDeploymentCommand({ serviceDeploymentArn: arn, hookId, action: 'ROLLBACK' }))
  const ended = await rig.ended(arn)
  expect(ended).toMatchObject({ status: 'ROLLBACK_SUCCESSFUL', lifecycleHookDetails: [{ status: 'FAILED' }] })
  await expect(
    rig.ecs.send(new ContinueServiceDeploymentCommand({ serviceDeploymentArn: arn, hookId, action: 'CONTINUE' })),
  ).rejects.toThrow('Continuing a service deployment is not allowed for service deployment in terminal states.')
  await expect(
    rig.ecs.send(new StopServiceDeploymentCommand({ serviceDeploymentArn: arn, stopType: 'ROLLBACK' })),
  ).rejects.toMatchObject({ name: 'ConflictException' })
  await expectAsBefore()
})

it('a newer release stops the one under way and starts from the last good one', async () => {
  const slow = await rig.deploy(await rig.register('2.5.0'), { lifecycleHooks: [], bakeTimeInMinutes: 1440 })
  await rig.until(slow, ({ lifecycleStage }) => lifecycleStage === 'BAKE_TIME')
  expect(await rig.version(rig.productionUrl)).toBe('2.5.0')
  const next = await rig.deploy(await rig.register('2.6.0'), { bakeTimeInMinutes: 1 })
  expect(await rig.ended(slow)).toMatchObject({
    status: 'STOPPED',
    statusReason: 'Service deployment stopped because a newer service deployment was started.',
  })
  expect(await rig.ended(next)).toMatchObject({ status: 'SUCCESSFUL' })
  const stages = rig.cloud.timeline.events.flatMap((event) =>
    event.kind === 'deployment' && event.serviceDeploymentArn === next ? [event.lifecycleStage] : [],
  )
  expect(stages.slice(0, 3)).toEqual([undefined, 'RECONCILE_SERVICE', 'PRE_SCALE_UP'])
  expect(await rig.version(rig.productionUrl)).toBe('2.6.0')
  const { targetServiceRevision } = await rig.deployment(next)
  const { serviceRevisions } = await rig.ecs.send(
    new DescribeServiceRevisionsCommand({ serviceRevisionArns: [targetServiceRevision?.arn ?? ''] }),
  )
  expect(serviceRevisions).toMatchObject([
    { resolvedConfiguration: { loadBalancers: [{ targetGroupArn: rig.greenGroup }] } },
  ])
})
