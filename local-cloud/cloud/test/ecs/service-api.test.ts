import {
  CreateClusterCommand,
  CreateServiceCommand,
  DeleteClusterCommand,
  DeleteServiceCommand,
  DeregisterTaskDefinitionCommand,
  DescribeClustersCommand,
  DescribeServiceDeploymentsCommand,
  DescribeServiceRevisionsCommand,
  DescribeServicesCommand,
  DescribeTasksCommand,
  ListServiceDeploymentsCommand,
  ListServicesCommand,
  ListTasksCommand,
  StopServiceDeploymentCommand,
  StopTaskCommand,
  UpdateServiceCommand,
  type CreateServiceCommandInput,
  type DeploymentLifecycleHook,
} from '@aws-sdk/client-ecs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startEcsRig, type EcsRig } from '@slipway/test-support/rigs/ecs-rig'

let rig: EcsRig
let first: string

beforeAll(async () => {
  rig = await startEcsRig(300)
  first = await rig.register('1.0.0')
  await rig.create({ taskDefinition: first, clientToken: 'once' })
  await rig.ended(await rig.newestDeployment())
})
afterAll(() => rig.stop())

const web = { cluster: 'main', service: 'web' }

async function runningTasks(): Promise<readonly string[]> {
  const { taskArns = [] } = await rig.ecs.send(new ListTasksCommand({ cluster: 'main', serviceName: 'web' }))
  return taskArns
}

it('lists tasks by launch type', async () => {
  const { taskArns } = await rig.ecs.send(new ListTasksCommand({ cluster: 'main', launchType: 'FARGATE' }))
  expect(taskArns).toEqual([])
})

it('answers with a cluster that exists', async () => {
  const { cluster } = await rig.ecs.send(new CreateClusterCommand({ clusterName: 'main' }))
  expect(cluster).toMatchObject({ clusterName: 'main', status: 'ACTIVE', activeServicesCount: 1 })
})

it('describes what exists and names what does not', async () => {
  const clusters = await rig.ecs.send(new DescribeClustersCommand({ clusters: ['main', 'other'] }))
  expect(clusters).toMatchObject({
    clusters: [{ clusterName: 'main', status: 'ACTIVE', activeServicesCount: 1, runningTasksCount: 2 }],
    failures: [{ arn: expect.stringMatching(/cluster\/other$/), reason: 'MISSING' }],
  })
  const services = await rig.ecs.send(new DescribeServicesCommand({ cluster: 'main', services: ['web', 'other'] }))
  expect(services).toMatchObject({
    services: [{ serviceName: 'web' }],
    failures: [{ arn: expect.stringMatching(/service\/main\/other$/), reason: 'MISSING' }],
  })
  const missing = 'arn:aws:ecs:us-east-1:123456789012:service-deployment/main/web/none'
  const deployments = await rig.ecs.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [missing] }))
  expect(deployments.failures).toEqual([{ arn: missing, reason: 'MISSING' }])
  const revisions = await rig.ecs.send(new DescribeServiceRevisionsCommand({ serviceRevisionArns: [missing] }))
  expect(revisions.failures).toEqual([{ arn: missing, reason: 'MISSING' }])
  const { serviceArns } = await rig.ecs.send(new ListServicesCommand({ cluster: 'main' }))
  expect(serviceArns).toEqual([expect.stringMatching(/service\/main\/web$/)])
})

it('shows tasks with everything a report needs', async () => {
  const { tasks } = await rig.ecs.send(
    new DescribeTasksCommand({ cluster: 'main', tasks: [...(await runningTasks())] }),
  )
  expect(tasks).toHaveLength(2)
  expect(tasks?.[0]).toMatchObject({
    lastStatus: 'RUNNING',
    desiredStatus: 'RUNNING',
    taskDefinitionArn: first,
    group: 'service:web',
    startedBy: expect.stringMatching(/^ecs-svc\/\d{19}$/),
    containers: [
      {
        name: 'app',
        imageDigest: expect.stringMatching(/^sha256:/),
        networkBindings: [{ containerPort: 8080, hostPort: expect.any(Number) }],
      },
    ],
  })
})

it('replaces a task that a user stops', async () => {
  const [task = ''] = await runningTasks()
  const stopped = await rig.ecs.send(new StopTaskCommand({ cluster: 'main', task, reason: 'by hand' }))
  expect(stopped.task).toMatchObject({ desiredStatus: 'STOPPED', stopCode: 'UserInitiated', stoppedReason: 'by hand' })
  await expect
    .poll(async () => {
      const { tasks = [] } = await rig.ecs.send(new DescribeTasksCommand({ cluster: 'main', tasks: [task] }))
      return tasks[0]?.lastStatus
    })
    .toBe('STOPPED')
  await expect.poll(async () => (await rig.service()).runningCount).toBe(2)
  expect(await runningTasks()).not.toContain(task)
})

it('scales without a deployment', async () => {
  const before = await rig.newestDeployment()
  await rig.ecs.send(new UpdateServiceCommand({ ...web, desiredCount: 1 }))
  await expect.poll(async () => (await rig.service()).runningCount).toBe(1)
  await rig.ecs.send(new UpdateServiceCommand({ ...web, desiredCount: 2 }))
  await expect.poll(async () => (await rig.service()).runningCount).toBe(2)
  expect(await rig.newestDeployment()).toBe(before)
})

it('starts a deployment only for a change, or when forced', async () => {
  const before = await rig.newestDeployment()
  const unchanged = await rig.ecs.send(new UpdateServiceCommand({ ...web, taskDefinition: first }))
  expect(unchanged.service?.currentServiceDeployment).toBe(before)
  expect(await rig.newestDeployment()).toBe(before)
  const updated = await rig.ecs.send(new UpdateServiceCommand({ ...web, forceNewDeployment: true }))
  // As on AWS, the answer still names the deployment before.
  expect(updated.service?.currentServiceDeployment).toBe(before)
  const forced = await rig.newestDeployment()
  expect(forced).not.toBe(before)
  expect(await rig.ended(forced)).toMatchObject({ status: 'SUCCESSFUL' })
})

it('lists deployments newest first, by status, by time and in pages', async () => {
  const list = (more: object) => rig.ecs.send(new ListServiceDeploymentsCommand({ ...web, ...more }))
  const { serviceDeployments: all = [] } = await list({})
  expect(all.map(({ createdAt }) => createdAt?.getTime())).toEqual(
    all.map(({ createdAt }) => createdAt?.getTime() ?? 0).toSorted((a, b) => b - a),
  )
  expect((await list({ status: ['PENDING', 'IN_PROGRESS'] })).serviceDeployments).toEqual([])
  expect((await list({ createdAt: { before: new Date(0) } })).serviceDeployments).toEqual([])
  const after = await list({ createdAt: { after: all[0]?.createdAt } })
  expect(after.serviceDeployments).toHaveLength(1)
  const page = await list({ maxResults: 1 })
  const next = await list({ maxResults: 1, nextToken: page.nextToken })
  expect([page, next].map(({ serviceDeployments }) => serviceDeployments?.[0]?.serviceDeploymentArn)).toEqual(
    all.slice(0, 2).map(({ serviceDeploymentArn }) => serviceDeploymentArn),
  )
})

it('gives the same service for the same clientToken', async () => {
  const again = await rig.create({ taskDefinition: first, clientToken: 'once' })
  expect(again.serviceArn).toMatch(/service\/main\/web$/)
  await expect(rig.create({ taskDefinition: first, clientToken: 'other' })).rejects.toThrow(
    'Creation of service was not idempotent.',
  )
})

const pause: DeploymentLifecycleHook = { targetType: 'PAUSE', lifecycleStages: ['POST_SCALE_UP'] }

it.for<{ name: string; input: Partial<CreateServiceCommandInput>; error: string; says: RegExp }>([
  {
    name: 'CANARY',
    input: { deploymentConfiguration: { strategy: 'CANARY' } },
    error: 'UnsupportedByLocalCloud',
    says: /CANARY is not supported here/,
  },
  {
    name: 'a Lambda hook',
    input: {
      deploymentConfiguration: {
        strategy: 'BLUE_GREEN',
        bakeTimeInMinutes: 0,
        lifecycleHooks: [{ hookTargetArn: 'arn:aws:lambda:x', lifecycleStages: ['POST_SCALE_UP'] }],
      },
    },
    error: 'UnsupportedByLocalCloud',
    says: /AWS_LAMBDA/,
  },
  {
    name: 'a pause while traffic shifts',
    input: {
      deploymentConfiguration: {
        strategy: 'BLUE_GREEN',
        bakeTimeInMinutes: 0,
        lifecycleHooks: [{ targetType: 'PAUSE', lifecycleStages: ['PRODUCTION_TRAFFIC_SHIFT'] }],
      },
    },
    error: 'InvalidParameterException',
    says: /^Invalid lifecycle stage provided for Pause Hook$/,
  },
  {
    name: 'a pause of a rolling update',
    input: { deploymentConfiguration: { strategy: 'ROLLING', lifecycleHooks: [pause] } },
    error: 'UnsupportedByLocalCloud',
    says: /with strategy ROLLING/,
  },
  {
    name: 'blue/green without a bake time',
    input: { deploymentConfiguration: { strategy: 'BLUE_GREEN' } },
    error: 'InvalidParameterException',
    says: /bakeTimeInMinutes is required/,
  },
  {
    name: 'blue/green with one target group',
    input: {
      deploymentConfiguration: { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 0 },
      loadBalancers: [{ targetGroupArn: 'tg', containerName: 'app', containerPort: 8080 }],
    },
    error: 'InvalidParameterException',
    says: /^advancedConfiguration field is required for all loadBalancers/,
  },
  {
    name: 'a container that is not there',
    input: { loadBalancers: [{ targetGroupArn: 'tg', containerName: 'db', containerPort: 1 }] },
    error: 'InvalidParameterException',
    says: /^The container db does not exist in the task definition\.$/,
  },
  {
    name: 'a task definition that is not there',
    input: { taskDefinition: 'none' },
    error: 'ClientException',
    says: /^TaskDefinition not found\.$/,
  },
  {
    name: 'another controller',
    input: { deploymentController: { type: 'CODE_DEPLOY' } },
    error: 'UnsupportedByLocalCloud',
    says: /CODE_DEPLOY/,
  },
  {
    name: 'a parameter that does nothing here',
    input: { role: 'x' },
    error: 'UnsupportedByLocalCloud',
    says: /"role"/,
  },
])('refuses $name', async ({ input, error, says }) => {
  const creating = rig.ecs.send(
    new CreateServiceCommand({ cluster: 'main', serviceName: 'other', taskDefinition: first, ...input }),
  )
  await expect(creating).rejects.toMatchObject({ name: error, message: expect.stringMatching(says) })
})

it('says what was not found', async () => {
  await expect(rig.ecs.send(new UpdateServiceCommand({ cluster: 'none', service: 'web' }))).rejects.toMatchObject({
    name: 'ClusterNotFoundException',
  })
  await expect(rig.ecs.send(new UpdateServiceCommand({ cluster: 'main', service: 'none' }))).rejects.toMatchObject({
    name: 'ServiceNotFoundException',
  })
  await expect(
    rig.ecs.send(new StopServiceDeploymentCommand({ serviceDeploymentArn: 'none', stopType: 'ROLLBACK' })),
  ).rejects.toMatchObject({ name: 'ServiceDeploymentNotFoundException' })
  await expect(
    rig.ecs.send(
      new StopServiceDeploymentCommand({ serviceDeploymentArn: await rig.newestDeployment(), stopType: 'ABORT' }),
    ),
  ).rejects.toThrow('stopType ABORT is not supported here')
})

it('scales with the definition that it runs, also when that was deregistered', async () => {
  const { taskDefinition, desiredCount = 0 } = await rig.service()
  await rig.ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition }))
  await rig.ecs.send(new UpdateServiceCommand({ ...web, desiredCount: desiredCount + 1 }))
  await expect
    .poll(async () => await rig.service())
    .toMatchObject({ taskDefinition, desiredCount: desiredCount + 1, runningCount: desiredCount + 1 })
})

it('deletes: first the tasks go, then the service is INACTIVE, then the cluster can go', async () => {
  await expect(rig.ecs.send(new DeleteServiceCommand(web))).rejects.toThrow(
    'The service cannot be stopped while it is scaled above 0.',
  )
  await expect(rig.ecs.send(new DeleteClusterCommand({ cluster: 'main' }))).rejects.toMatchObject({
    name: 'ClusterContainsServicesException',
  })
  const deleted = await rig.ecs.send(new DeleteServiceCommand({ ...web, force: true }))
  expect(deleted.service?.status).toBe('DRAINING')
  await expect.poll(async () => (await rig.service()).status).toBe('INACTIVE')
  expect(await runningTasks()).toEqual([])
  await expect(rig.ecs.send(new UpdateServiceCommand(web))).rejects.toMatchObject({ name: 'ServiceNotActiveException' })
  const gone = await rig.ecs.send(new DeleteClusterCommand({ cluster: 'main' }))
  expect(gone.cluster?.status).toBe('INACTIVE')
})
