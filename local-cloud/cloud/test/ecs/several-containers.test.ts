import { DescribeTasksCommand, ListTasksCommand, RegisterTaskDefinitionCommand } from '@aws-sdk/client-ecs'
import { GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startEcsRig, type EcsRig } from '@slipway/test-support/rigs/ecs-rig'

let rig: EcsRig

beforeAll(async () => {
  rig = await startEcsRig(300)
})
afterAll(() => rig.stop())

const container = (name: string, more: object) => ({
  name,
  image: `${rig.cloud.registryHost}/app:v1`,
  entryPoint: ['sh', '-c'],
  logConfiguration: {
    logDriver: 'awslogs' as const,
    options: { 'awslogs-group': '/several', 'awslogs-stream-prefix': 'p' },
  },
  ...more,
})

it('a task lives as long as its essential containers do, and not longer', async () => {
  const { taskDefinition } = await rig.ecs.send(
    new RegisterTaskDefinitionCommand({
      family: 'several',
      containerDefinitions: [
        container('init', { essential: false, command: ['echo ready; exit 0'] }),
        container('side', { command: ['sleep 600'] }),
        container('main', { command: ['sleep 1.5; echo over; exit 4'] }),
      ],
    }),
  )
  await rig.create({ taskDefinition: taskDefinition?.taskDefinitionArn, loadBalancers: [], desiredCount: 1 })
  const stopped = async () => {
    const { taskArns: tasks = [] } = await rig.ecs.send(
      new ListTasksCommand({ cluster: 'main', desiredStatus: 'STOPPED' }),
    )
    if (tasks.length === 0) return undefined
    const described = await rig.ecs.send(new DescribeTasksCommand({ cluster: 'main', tasks }))
    return described.tasks?.find(({ lastStatus }) => lastStatus === 'STOPPED')
  }
  await expect.poll(stopped).toMatchObject({
    stopCode: 'EssentialContainerExited',
    containers: [
      { name: 'init', exitCode: 0 },
      { name: 'side', exitCode: 143 },
      { name: 'main', exitCode: 4 },
    ],
  })
  const task = await stopped()
  const said = await rig.logs.send(
    new GetLogEventsCommand({ logGroupName: '/several', logStreamName: `p/main/${task?.taskArn?.split('/').at(-1)}` }),
  )
  expect(said.events?.map(({ message }) => message)).toEqual(['over'])
})
