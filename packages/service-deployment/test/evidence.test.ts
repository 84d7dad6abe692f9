import type { StoppedTask } from '@slipway/rollout'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { EcsPort, JsonObject } from '@slipway/aws/ecs'
import { gatherEvidence } from '../src/evidence.ts'
import type { LogStream } from '@slipway/aws/logs'

const task = (id: string, changes: Partial<StoppedTask> = {}): StoppedTask => ({
  taskArn: `arn:aws:ecs:eu-west-1:1:task/shop/${id}`,
  taskDefinitionArn: 'td/api:2',
  createdAt: 1_000,
  stopCode: 'EssentialContainerExited',
  containers: [{ name: 'api', exitCode: 1 }],
  ...changes,
})

const awslogs: JsonObject = {
  containerDefinitions: [
    {
      name: 'api',
      logConfiguration: {
        logDriver: 'awslogs',
        options: { 'awslogs-group': '/ecs/api', 'awslogs-stream-prefix': 'ecs', 'awslogs-region': 'eu-west-1' },
      },
    },
  ],
}

const suspect = { ref: { cluster: 'shop', service: 'api' }, taskDefinitionArn: 'td/api:2', since: 1_000 }

const two = [
  { id: 'new', at: 2_000, message: 'stopped 1 running tasks' },
  { id: 'old', at: 999, message: 'of another deployment' },
]

function ecs(tasks: readonly StoppedTask[], document: JsonObject = awslogs, events = two): EcsPort {
  const service = {
    arn: '',
    status: 'ACTIVE',
    taskDefinition: '',
    desiredCount: 1,
    runningCount: 0,
    revisions: [
      { arn: 'rev/1', running: 2 },
      { arn: 'rev/2', running: 0 },
    ],
    schedulingStrategy: 'REPLICA',
    controller: 'ECS',
    strategy: 'ROLLING',
    hooks: [],
    events,
  }
  const port: Partial<EcsPort> = {
    stoppedTasks: async () => tasks,
    describeTaskDefinition: async (arn) => ({ arn, family: 'api', status: 'ACTIVE', document, tags: [] }),
    describeService: async () => service,
    describeServiceRevisions: async (arns) =>
      arns.map((arn) => ({
        arn,
        taskDefinition: `td/api:${arn.at(-1)}`,
        images: [{ container: 'api', image: 'registry/api:v1', digest: 'sha256:1' }],
        targetGroups: [],
      })),
  }
  return port as EcsPort
}

test('logs are read where the awslogs driver writes them: prefix/container/taskId', async () => {
  const asked: LogStream[] = []
  const logs = {
    lastLines: async (stream: LogStream) => {
      asked.push(stream)
      return ['no database']
    },
  }
  const evidence = await gatherEvidence(ecs([task('abc')]), logs, suspect)
  expect(asked).toEqual([{ group: '/ecs/api', stream: 'ecs/api/abc', region: 'eu-west-1' }])
  expect(evidence.tasks[0]?.containers).toEqual([{ name: 'api', exitCode: 1, log: ['no database'] }])
  expect(evidence.events.map(({ id }) => id)).toEqual(['new'])
  expect(evidence.missing).toEqual([])
})

test('tasks of other deployments are left out', async () => {
  const tasks = [task('a', { taskDefinitionArn: 'td/api:1' }), task('b', { createdAt: 999 }), task('c')]
  const { tasks: kept } = await gatherEvidence(ecs(tasks), { lastLines: async () => [] }, suspect)
  expect(kept.map(({ taskArn }) => taskArn.split('/').at(-1))).toEqual(['c'])
})

test('one log for each way to stop, not for each task', async () => {
  let reads = 0
  const lastLines = async (): Promise<readonly string[]> => {
    reads++
    return ['boom']
  }
  await gatherEvidence(
    ecs([task('a'), task('b'), task('c'), task('d', { stopCode: 'SpotInterruption' })]),
    { lastLines },
    suspect,
  )
  expect(reads).toBe(2)
})

test.for([
  ['another driver', { logDriver: 'splunk' }, 'the log driver splunk sends it elsewhere; look for it there'],
  ['FireLens', { logDriver: 'awsfirelens' }, 'the log driver awsfirelens sends it elsewhere; look for it there'],
  ['no configuration', undefined, 'its definition has no logConfiguration'],
  [
    'awslogs whose streams have no prefix',
    { logDriver: 'awslogs', options: { 'awslogs-group': '/api' } },
    'awslogs-stream-prefix is not set; look for it in /api',
  ],
] as const)('a log that cannot be read is said to be so, once: %s', async ([, logConfiguration, why]) => {
  const document = { containerDefinitions: [{ name: 'api', ...(logConfiguration && { logConfiguration }) }] }
  const lastLines = async (): Promise<never> => {
    throw new Error('asked')
  }
  const stops = [task('a'), task('b', { stoppedReason: 'another way' })]
  const { tasks, missing } = await gatherEvidence(ecs(stops, document), { lastLines }, suspect)
  expect(tasks[0]?.containers).toEqual([{ name: 'api', exitCode: 1 }])
  expect(missing).toEqual([`log of container api: ${why}`])
})

test('a container that never ran has no log to be missed', async () => {
  const document = { containerDefinitions: [{ name: 'api' }] }
  const stops = [task('a', { stopCode: 'TaskFailedToStart', containers: [{ name: 'api', reason: 'CannotPull' }] })]
  const { missing } = await gatherEvidence(ecs(stops, document), { lastLines: async () => [] }, suspect)
  expect(missing).toEqual([])
})

test('what runs now is looked at: task definitions and images of the revisions that have tasks', async () => {
  const { serving } = await gatherEvidence(ecs([]), { lastLines: async () => [] }, suspect)
  const images = ['api: registry/api:v1 (sha256:1)']
  expect(serving).toEqual([{ arn: 'rev/1', running: 2, taskDefinition: 'td/api:1', images }])
})

test('of the events of many tasks, the one that says that the deployment failed is kept', async () => {
  const events = Array.from({ length: 40 }, (_, index) => {
    const message = index === 39 ? 'deployment failed: tasks failed to start.' : `has started 1 tasks: (task ${index}).`
    return { id: String(index), at: 3_000 - index, message }
  })
  const { events: told } = await gatherEvidence(ecs([], awslogs, events), { lastLines: async () => [] }, suspect)
  expect(told.map(({ message }) => message)).toEqual([
    'deployment failed: tasks failed to start.',
    'has started 1 tasks: (task 0). (the newest of 39 like it)',
  ])
})

test('nothing that fails here fails the job: it is named', async () => {
  const broken = new Proxy({} as EcsPort, {
    get: (_, name) => async () => Promise.reject(new Error(`${String(name)} denied`)),
  })
  const evidence = await gatherEvidence(broken, { lastLines: async () => [] }, suspect)
  expect(evidence).toEqual({
    tasks: [],
    events: [],
    missing: [
      'stopped tasks: stoppedTasks denied',
      'task definition: describeTaskDefinition denied',
      'service events: describeService denied',
    ],
  })
})

test('what looks like a secret in a log line is hidden, before it is cut', async () => {
  const line = `${'x'.repeat(980)} postgres://app:hunter2@db/shop refused the connection`
  const logs = { lastLines: async () => [line, 'PASSWORD=hunter2'] }
  const { tasks } = await gatherEvidence(ecs([task('a')]), logs, suspect)
  expect(tasks[0]?.containers[0]?.log).toEqual([expect.stringContaining('postgres://***@'), 'PASSWORD=***'])
  expect(JSON.stringify(tasks)).not.toContain('hunter')
})

test('a log line of any length is cut', async () => {
  const logs = { lastLines: async () => ['x'.repeat(1_000_000), 'short'] }
  const { tasks } = await gatherEvidence(ecs([task('abc')]), logs, suspect)
  const [long = '', short] = tasks[0]?.containers[0]?.log ?? []
  expect(long).toHaveLength(1_000)
  expect(long).toMatch(/^x+…$/)
  expect(short).toBe('short')
})

test('what AWS gives no answer about is missing, and does not hold the job', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const silent = (): Promise<never> => new Promise(() => undefined)
  const port = { ...ecs([]), stoppedTasks: silent, describeService: silent } as EcsPort
  const gathered = gatherEvidence(port, { lastLines: async () => [] }, suspect)
  await vi.advanceTimersByTimeAsync(20_000)
  expect(await gathered).toEqual({
    tasks: [],
    events: [],
    missing: ['stopped tasks: no answer of AWS within 10 s', 'service events: no answer of AWS within 10 s'],
  })
})
