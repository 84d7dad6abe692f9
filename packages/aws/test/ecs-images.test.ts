import { expect, it } from 'vitest'
import { createEcsImages } from '../src/ecs-images.ts'
import { startWire, type Wire, type WireAnswer } from './wire.ts'

const container = (name: string, image: string, imageDigest?: string): object => ({
  name,
  image,
  ...(imageDigest === undefined ? {} : { imageDigest }),
})

/** A service in the middle of a deployment; two pages of tasks. */
function service(tasks: readonly (readonly object[])[], more: object = {}): Promise<Wire> {
  const deployments = [
    { id: 'ecs-svc/1', status: 'ACTIVE' },
    { id: 'ecs-svc/2', status: 'PRIMARY' },
  ]
  return startWire((operation, input): WireAnswer => {
    if (operation === 'DescribeServices') return { body: { services: [{ status: 'ACTIVE', deployments, ...more }] } }
    const page = input['nextToken'] === undefined ? 0 : 1
    if (operation === 'ListTasks') {
      const taskArns = (tasks[page] ?? []).map((_, i) => `arn:task/${page}/${i}`)
      return { body: { taskArns, ...(page + 1 < tasks.length ? { nextToken: 't' } : {}) } }
    }
    const [first = ''] = input['tasks'] as readonly string[]
    return { body: { tasks: tasks[Number(first.split('/')[1])] } }
  })
}

it('the images of the PRIMARY deployment, each once', async () => {
  const [old, now] = ['sha256:old', 'sha256:new']
  const wire = await service([
    [
      { startedBy: 'ecs-svc/1', containers: [container('api', 'r/api:1', old)] },
      { startedBy: 'ecs-svc/2', containers: [container('api', 'r/api:2', now), container('log', 'r/log:1', old)] },
    ],
    [
      { startedBy: 'ecs-svc/2', containers: [container('api', 'r/api:2', now), container('log', 'r/log:1')] },
      { containers: [container('by-hand', 'r/x', old)] },
    ],
  ])
  expect(await createEcsImages().running('shop', 'api')).toEqual([
    { container: 'api', image: 'r/api:2', digest: now },
    { container: 'log', image: 'r/log:1', digest: old },
  ])
  expect(wire.calls.map(({ operation }) => operation)).toEqual([
    'DescribeServices',
    'ListTasks',
    'DescribeTasks',
    'ListTasks',
    'DescribeTasks',
  ])
  expect(wire.calls[1]?.input).toEqual({
    cluster: 'shop',
    serviceName: 'api',
    desiredStatus: 'RUNNING',
    maxResults: 100,
  })
})

it('of a service without tasks nothing runs', async () => {
  const wire = await service([[]])
  expect(await createEcsImages().running('shop', 'api')).toEqual([])
  expect(wire.calls.map(({ operation }) => operation)).toEqual(['DescribeServices', 'ListTasks'])
})

it.for([
  ['is not there', { status: 'ACTIVE', deployments: [] }],
  ['is deleted', { status: 'INACTIVE' }],
] as const)('a service that %s is a failure', async ([, more]) => {
  await service([[]], more)
  await expect(createEcsImages().running('shop', 'api')).rejects.toMatchObject({
    code: 'SERVICE_NOT_FOUND',
    message: 'there is no service api in cluster shop',
  })
})

it.for([
  ['DescribeServices', 'arn:aws:ecs:*:*:service/shop/api'],
  ['ListTasks', '*'],
  ['DescribeTasks', 'arn:aws:ecs:*:*:task/shop/*'],
] as const)('%s that is denied names the statement', async ([denied, resource]) => {
  const deployments = [{ id: 'ecs-svc/2', status: 'PRIMARY' }]
  await startWire((operation) =>
    operation === denied
      ? { code: 'AccessDeniedException' }
      : { body: { services: [{ status: 'ACTIVE', deployments }], taskArns: ['arn:task'] } },
  )
  const statement = { Effect: 'Allow', Action: `ecs:${denied}`, Resource: resource }
  await expect(createEcsImages().running('arn:aws:ecs:eu-west-1:1:cluster/shop', 'api')).rejects.toMatchObject({
    remedy: expect.stringContaining(JSON.stringify(statement)),
  })
})

it('names every right that is missing', async () => {
  await startWire(() => ({ code: 'AccessDeniedException' }))
  await expect(createEcsImages().running('shop', 'api')).rejects.toMatchObject({
    code: 'AWS_ACCESS_DENIED',
    message: expect.stringMatching(/ecs:DescribeServices .*; ecs:ListTasks /),
    remedy: expect.stringMatching(/grant ecs:DescribeServices .*; grant ecs:ListTasks /),
  })
})
