import { GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import {
  DescribeClustersCommand,
  DescribeTasksCommand,
  ListTasksCommand,
  RunTaskCommand,
  StopTaskCommand,
  TagResourceCommand,
  type RunTaskCommandInput,
  type Task,
} from '@aws-sdk/client-ecs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEcsRig, type EcsRig } from '@slipway/test-support/rigs/ecs-rig'

let rig: EcsRig
let taskDefinition = ''

beforeAll(async () => {
  rig = await startEcsRig()
  taskDefinition = await rig.register('v1')
})
afterAll(() => rig.stop())

async function run(more: Partial<RunTaskCommandInput> = {}): Promise<readonly Task[]> {
  const { tasks = [] } = await rig.ecs.send(new RunTaskCommand({ cluster: 'main', taskDefinition, ...more }))
  return tasks
}

const arnOf = ({ taskArn = '' }: Task = {}): string => taskArn

async function describeTask(task: string): Promise<Task> {
  const { tasks = [] } = await rig.ecs.send(
    new DescribeTasksCommand({ cluster: 'main', tasks: [task], include: ['TAGS'] }),
  )
  return tasks[0] ?? {}
}

async function until(task: string, status: string): Promise<Task> {
  for (;;) {
    const found = await describeTask(task)
    if (found.lastStatus === status) return found
    if (found.lastStatus === 'STOPPED') throw new Error(found.stoppedReason)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** The image's entry point is node. */
const command = (script: string, more: object = {}): RunTaskCommandInput['overrides'] => ({
  containerOverrides: [{ name: 'app', command: ['-e', script], ...more }],
})

describe('a task that belongs to no service', () => {
  it('runs its own command in its own environment, and ends with its exit code and its output', async () => {
    const script = 'console.log(process.env.VERSION, process.env.STEP); process.exitCode = 4'
    const overrides = command(script, { environment: [{ name: 'STEP', value: 'migrate' }] })
    const [started] = await run({ overrides, startedBy: 'release' })
    expect(started).toMatchObject({ group: 'family:app', startedBy: 'release', overrides, desiredStatus: 'RUNNING' })
    const ended = await until(arnOf(started), 'STOPPED')
    expect(ended).toMatchObject({
      stopCode: 'EssentialContainerExited',
      stoppedReason: 'Essential container in task exited',
      containers: [{ name: 'app', exitCode: 4, lastStatus: 'STOPPED' }],
    })
    const logStreamName = `web/app/${arnOf(started).split('/').at(-1)}`
    const { events = [] } = await rig.logs.send(new GetLogEventsCommand({ logGroupName: '/app', logStreamName }))
    expect(events.map(({ message }) => message)).toEqual(['v1 migrate'])
  })

  it('is listed, counted by its cluster, tagged and stopped by hand', async () => {
    const [started] = await run({ group: 'jobs', tags: [{ key: 'team', value: 'shop' }] })
    const task = arnOf(started)
    await until(task, 'RUNNING')
    const { taskArns } = await rig.ecs.send(new ListTasksCommand({ cluster: 'main', family: 'app' }))
    expect(taskArns).toEqual([task])
    const { clusters } = await rig.ecs.send(new DescribeClustersCommand({ clusters: ['main'] }))
    expect(clusters).toMatchObject([{ runningTasksCount: 1, activeServicesCount: 0 }])
    await rig.ecs.send(new TagResourceCommand({ resourceArn: task, tags: [{ key: 'step', value: '1' }] }))
    expect(await describeTask(task)).toMatchObject({
      group: 'jobs',
      tags: [
        { key: 'team', value: 'shop' },
        { key: 'step', value: '1' },
      ],
    })
    await rig.ecs.send(new StopTaskCommand({ cluster: 'main', task, reason: 'enough' }))
    expect(await until(task, 'STOPPED')).toMatchObject({ stopCode: 'UserInitiated', stoppedReason: 'enough' })
  })

  it('starts as often as asked, and not again for the same token', async () => {
    const asked = { overrides: command(''), count: 2, clientToken: 'once' }
    const first = await run(asked)
    expect(first).toHaveLength(2)
    expect((await run(asked)).map(arnOf)).toEqual(first.map(arnOf))
    for (const task of first) await until(arnOf(task), 'STOPPED')
  })

  it('that cannot start says why', async () => {
    const missing = await rig.register('v1', 'none', { image: `${rig.cloud.registryHost}/app:none` })
    const [started] = await run({ taskDefinition: missing })
    expect(await until(arnOf(started), 'STOPPED')).toMatchObject({
      stopCode: 'TaskFailedToStart',
      stoppedReason: expect.stringContaining('CannotPullContainerError') as string,
    })
  })

  it('need not listen, as a task of a service must', async () => {
    const [job] = await run({ overrides: command('setInterval(() => {}, 1000)') })
    await until(arnOf(job), 'RUNNING')
    await rig.create({ taskDefinition: await rig.register('v1', 'deaf'), desiredCount: 1, loadBalancers: [] })
    const reasons = async (): Promise<readonly (string | undefined)[]> => {
      const stopped = { cluster: 'main', serviceName: 'web', desiredStatus: 'STOPPED' } as const
      const { taskArns = [] } = await rig.ecs.send(new ListTasksCommand(stopped))
      return Promise.all(taskArns.map(async (task) => (await describeTask(task)).stoppedReason))
    }
    await expect.poll(reasons).toContainEqual(expect.stringContaining('nothing listens at'))
    expect(await describeTask(arnOf(job))).toMatchObject({ lastStatus: 'RUNNING', desiredStatus: 'RUNNING' })
  })
})

describe('a task is not run', () => {
  const subnets = { awsvpcConfiguration: { subnets: ['subnet-a'] } }

  it.for<{ name: string; input: Partial<RunTaskCommandInput>; error: string; says: string }>([
    { name: 'no times', input: { count: 0 }, error: 'InvalidParameterException', says: 'between 1 and 10' },
    { name: 'eleven times', input: { count: 11 }, error: 'InvalidParameterException', says: 'between 1 and 10' },
    {
      name: 'with an override of no container',
      input: { overrides: { containerOverrides: [{ name: 'other' }] } },
      error: 'InvalidParameterException',
      says: 'Override for container named other is not a container in the TaskDefinition.',
    },
    {
      name: 'with a network that its definition does not have',
      input: { networkConfiguration: subnets },
      error: 'InvalidParameterException',
      says: 'Network Configuration is not valid',
    },
    {
      name: 'with a launch type and a strategy',
      input: { launchType: 'EC2', capacityProviderStrategy: [{ capacityProvider: 'FARGATE' }] },
      error: 'InvalidParameterException',
      says: 'both a launch type and capacity provider strategy',
    },
    {
      name: 'with a tag of AWS',
      input: { tags: [{ key: 'aws:x', value: 'y' }] },
      error: 'InvalidParameterException',
      says: 'reserved for AWS',
    },
    {
      name: 'from a definition that is not there',
      input: { taskDefinition: 'none' },
      error: 'ClientException',
      says: 'TaskDefinition not found.',
    },
    {
      name: 'with files of variables',
      input: { overrides: command('', { environmentFiles: [{ value: 'arn:aws:s3:::b/k', type: 's3' }] }) },
      error: 'UnsupportedByLocalCloud',
      says: 'environmentFiles',
    },
    {
      name: 'with a graphics card',
      input: { overrides: command('', { resourceRequirements: [{ type: 'GPU', value: '1' }] }) },
      error: 'UnsupportedByLocalCloud',
      says: 'resourceRequirements',
    },
  ])('$name', async ({ input, error, says }) => {
    await expect(run(input)).rejects.toMatchObject({ name: error, message: expect.stringContaining(says) as string })
  })
})
