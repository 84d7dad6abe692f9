import {
  DeregisterTaskDefinitionCommand,
  DescribeClustersCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ListTasksCommand,
  StopTaskCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startBareRig, type BareRig } from '@slipway/test-support/rigs/bare-ecs-rig'

let rig: BareRig

beforeAll(async () => {
  rig = await startBareRig()
  await rig.create({ serviceName: 'web' })
})
afterAll(() => rig.stop())

const own = 'arn:aws:ecs:us-east-1:123456789012'
const account = 'arn:aws:ecs:us-east-1:210987654321'
const region = 'arn:aws:ecs:eu-west-1:123456789012'
const partition = 'arn:aws-cn:ecs:us-east-1:123456789012'
const otherService = 'arn:aws:eks:us-east-1:123456789012'
const taskId = '0123456789abcdef0123456789abcdef'

it('an ARN of this account and region is its name', async () => {
  const cluster = `${own}:cluster/main`
  for (const service of ['web', `${own}:service/main/web`, `${own}:service/web`]) {
    const { services } = await rig.ecs.send(new DescribeServicesCommand({ cluster, services: [service] }))
    expect(services, service).toMatchObject([{ serviceName: 'web' }])
  }
  const { taskDefinition } = await rig.ecs.send(
    new DescribeTaskDefinitionCommand({ taskDefinition: `${own}:task-definition/app:1` }),
  )
  expect(taskDefinition).toMatchObject({ family: 'app', revision: 1 })
})

it.for([
  { name: 'another account', at: account },
  { name: 'another partition', at: partition },
  { name: 'another service', at: otherService },
])('what an ARN of $name names is not here', async ({ at }) => {
  const { failures } = await rig.ecs.send(new DescribeClustersCommand({ clusters: [`${at}:cluster/main`] }))
  expect(failures).toEqual([{ arn: `${at}:cluster/main`, reason: 'MISSING' }])
  const services = await rig.ecs.send(
    new DescribeServicesCommand({ cluster: 'main', services: [`${at}:service/main/web`] }),
  )
  expect(services.failures).toEqual([{ arn: `${at}:service/main/web`, reason: 'MISSING' }])
  const tasks = [`${at}:task/main/${taskId}`]
  expect((await rig.ecs.send(new DescribeTasksCommand({ cluster: 'main', tasks }))).failures).toEqual([
    { arn: tasks[0], reason: 'MISSING' },
  ])
  await expect(rig.ecs.send(new ListTasksCommand({ cluster: `${at}:cluster/main` }))).rejects.toMatchObject({
    name: 'ClusterNotFoundException',
  })
  await expect(
    rig.ecs.send(new UpdateServiceCommand({ cluster: 'main', service: `${at}:service/main/web` })),
  ).rejects.toMatchObject({ name: 'ServiceNotFoundException' })
  const taskDefinition = `${at}:task-definition/app:1`
  await expect(
    rig.ecs.send(new UpdateServiceCommand({ cluster: 'main', service: 'web', taskDefinition })),
  ).rejects.toThrow('TaskDefinition not found.')
  await expect(rig.ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }))).rejects.toThrow(
    'Unable to describe task definition.',
  )
  await expect(rig.ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition }))).rejects.toThrow(
    'The specified task definition does not exist.',
  )
})

it('an ARN of another region is refused', async () => {
  const calls = [
    rig.ecs.send(new DescribeServicesCommand({ cluster: `${region}:cluster/main`, services: ['web'] })),
    rig.ecs.send(new DescribeServicesCommand({ cluster: 'main', services: [`${region}:service/main/web`] })),
    rig.ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: `${region}:task-definition/app:1` })),
    rig.ecs.send(new StopTaskCommand({ cluster: 'main', task: `${region}:task/main/${taskId}` })),
  ]
  for (const call of calls) {
    await expect(call).rejects.toMatchObject({ name: 'InvalidParameterException', message: 'Invalid Region in ARN' })
  }
})

it('an ARN that names another cluster than the request is refused', async () => {
  const message = 'Invalid identifier: Identifier is for cluster other. Your cluster is main'
  const calls = [
    rig.ecs.send(new DescribeServicesCommand({ cluster: 'main', services: [`${own}:service/other/web`] })),
    rig.ecs.send(new UpdateServiceCommand({ cluster: 'main', service: `${own}:service/other/web` })),
    rig.ecs.send(new DescribeTasksCommand({ cluster: 'main', tasks: [`${own}:task/other/${taskId}`] })),
    rig.ecs.send(new StopTaskCommand({ cluster: 'main', task: `${own}:task/other/${taskId}` })),
  ]
  for (const call of calls) {
    await expect(call).rejects.toMatchObject({ name: 'InvalidParameterException', message })
  }
})

it('an ARN of another kind names nothing here', async () => {
  const services = [`${own}:task/main/web`]
  const { failures } = await rig.ecs.send(new DescribeServicesCommand({ cluster: 'main', services }))
  expect(failures).toEqual([{ arn: services[0], reason: 'MISSING' }])
})

it('only an ARN has a path: what is no ARN is a whole name', async () => {
  const clusters = await rig.ecs.send(new DescribeClustersCommand({ clusters: ['other/main'] }))
  expect(clusters.failures).toEqual([{ arn: `${own}:cluster/other/main`, reason: 'MISSING' }])
  const services = await rig.ecs.send(new DescribeServicesCommand({ cluster: 'main', services: ['other/web'] }))
  expect(services.failures).toMatchObject([{ reason: 'MISSING' }])
  for (const taskDefinition of ['other/app:1', 'app:1:2', `${own}:task-definition/app:1:2`]) {
    await expect(rig.ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition })), taskDefinition).rejects.toThrow(
      'Unable to describe task definition.',
    )
  }
})
