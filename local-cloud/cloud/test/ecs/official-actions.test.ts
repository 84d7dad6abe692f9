import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { StopTaskCommand, type Service, type Task, type TaskDefinition } from '@aws-sdk/client-ecs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callJson, type WireAnswer } from '@slipway/test-support/cloud/wire'
import { startEcsRig, type EcsRig } from '@slipway/test-support/rigs/ecs-rig'

/**
 * The requests that aws-actions/amazon-ecs-deploy-task-definition v2.6.3 and aws-actions/amazon-ecs-render-task-definition
 * v1.9.0 form, written down from what their sources do with their inputs.
 */
const fixtures = join(import.meta.dirname, 'official-actions')

let rig: EcsRig
let image = ''

beforeAll(async () => {
  rig = await startEcsRig()
  image = `${rig.cloud.registryHost}/app:v1`
  const { taskDefinitionArn = '' } = await register('register-task-definition')
  await rig.create({
    taskDefinition: taskDefinitionArn,
    launchType: 'FARGATE',
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-a'] } },
    loadBalancers: [],
  })
  await stable()
})
afterAll(() => rig.stop())

const ecsTarget = (operation: string): string => `AmazonEC2ContainerServiceV20141113.${operation}`

/** Sends a fixture, with what only this run knows filled in; answers with what came back. */
async function send(
  operation: string,
  fixture: string,
  known: Readonly<Record<string, string>> = {},
): Promise<WireAnswer> {
  let text = readFileSync(join(fixtures, `${fixture}.json`), 'utf8')
  for (const [name, value] of Object.entries({ IMAGE: image, ...known })) text = text.replaceAll(`$${name}`, value)
  return callJson(rig.cloud, 'ecs', ecsTarget(operation), JSON.parse(text) as object)
}

async function register(fixture: string): Promise<TaskDefinition> {
  const { status, body } = await send('RegisterTaskDefinition', fixture)
  expect([status, body]).toEqual([200, expect.anything()])
  return body['taskDefinition'] as TaskDefinition
}

async function service(): Promise<Service> {
  const { status, body } = await send('DescribeServices', 'describe-services')
  expect([status, body]).toEqual([200, expect.objectContaining({ failures: [] })])
  return (body['services'] as Service[])[0] ?? {}
}

/** What the SDK's waiter for stable services waits for. */
async function stable(): Promise<Service> {
  for (;;) {
    const found = await service()
    if (found.deployments?.length === 1 && found.runningCount === found.desiredCount) return found
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** What the SDK's waiter for stopped tasks waits for. */
async function stopped(task: string): Promise<Task> {
  for (;;) {
    const { body } = await send('DescribeTasks', 'describe-tasks', { TASK: task })
    const found = (body['tasks'] as Task[])[0] ?? {}
    if (found.lastStatus === 'STOPPED') return found
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

describe('the official deploy action', () => {
  it.for([
    { name: 'by its defaults', definition: 'register-task-definition', update: 'update-service', running: 2 },
    {
      name: 'with every input of an update',
      definition: 'register-task-definition',
      update: 'update-service-with-every-input',
      running: 1,
    },
    {
      name: 'with nulls kept',
      definition: 'register-task-definition-with-nulls',
      update: 'update-service-with-nulls',
      running: 1,
    },
  ])('deploys $name', async ({ definition, update, running }) => {
    const { taskDefinitionArn = '' } = await register(definition)
    expect(await service()).toMatchObject({ status: 'ACTIVE', deploymentController: { type: 'ECS' } })
    const updated = await send('UpdateService', update, { TASK_DEFINITION: taskDefinitionArn })
    expect(updated.status, JSON.stringify(updated.body)).toBe(200)
    expect(updated.body['service']).toMatchObject({ taskDefinition: taskDefinitionArn })
    expect(await stable()).toMatchObject({
      runningCount: running,
      deployments: [{ status: 'PRIMARY', taskDefinition: taskDefinitionArn }],
    })
  })

  it('runs a task, waits for it to stop and reads its exit code', async () => {
    const { taskDefinitionArn = '' } = await register('register-task-definition')
    const known = { TASK_DEFINITION: taskDefinitionArn }
    const ran = await send('RunTask', 'run-task-with-every-input', known)
    expect([ran.status, ran.body['failures']], JSON.stringify(ran.body)).toEqual([200, []])
    const [{ taskArn = '' } = {}] = ran.body['tasks'] as Task[]
    expect(await stopped(taskArn)).toMatchObject({
      startedBy: 'release-42',
      stopCode: 'EssentialContainerExited',
      containers: [{ name: 'app', exitCode: 3 }],
    })
  })

  it('runs a task by its defaults, which is what the definition says', async () => {
    const { taskDefinitionArn = '' } = await register('register-task-definition')
    const ran = await send('RunTask', 'run-task', { TASK_DEFINITION: taskDefinitionArn })
    expect([ran.status, ran.body['failures']], JSON.stringify(ran.body)).toEqual([200, []])
    const [{ taskArn = '' } = {}] = ran.body['tasks'] as Task[]
    await rig.ecs.send(new StopTaskCommand({ cluster: 'main', task: taskArn }))
    expect(await stopped(taskArn)).toMatchObject({ startedBy: 'GitHub-Actions', stopCode: 'UserInitiated' })
  })

  it('is told by name that CodeDeploy is not here', async () => {
    const group = JSON.parse(readFileSync(join(fixtures, 'get-deployment-group.json'), 'utf8')) as object
    const answer = await callJson(rig.cloud, 'codedeploy', 'CodeDeploy_20141006.GetDeploymentGroup', group)
    expect(answer).toEqual({
      status: 501,
      body: {
        __type: 'UnsupportedByLocalCloud',
        message: 'the local cloud does not have codedeploy GetDeploymentGroup; docs/local-cloud.md lists what it has',
      },
    })
  })
})

/** What DescribeTaskDefinition adds and the action takes out again before it writes its file. */
const onlyDescribed = [
  ...['compatibilities', 'taskDefinitionArn', 'requiresAttributes', 'revision'],
  ...['status', 'registeredAt', 'deregisteredAt', 'registeredBy'],
]

describe('the official render action', () => {
  it.for(['by-arn', 'by-family', 'by-revision'])(
    'reads a task definition %s, and what it makes of it can be registered',
    async (by) => {
      const { taskDefinitionArn = '' } = await register('register-task-definition')
      const { status, body } = await send('DescribeTaskDefinition', `describe-task-definition-${by}`, {
        TASK_DEFINITION: taskDefinitionArn,
      })
      expect([status, body['tags']]).toEqual([200, [{ key: 'team', value: 'shop' }]])
      const described = Object.entries(body['taskDefinition'] as object)
      const rendered = Object.fromEntries(described.filter(([name]) => !onlyDescribed.includes(name)))
      const again = await callJson(rig.cloud, 'ecs', ecsTarget('RegisterTaskDefinition'), {
        ...rendered,
        tags: body['tags'],
      })
      expect(again).toMatchObject({ status: 200, body: { taskDefinition: rendered, tags: body['tags'] } })
    },
  )
})
