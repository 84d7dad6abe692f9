import {
  DeregisterTaskDefinitionCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  ListTaskDefinitionsCommand,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs'
import type { LocalCloud } from '@slipway/local-cloud'
import { startLocalCloud } from '../support/cloud.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'

let cloud: LocalCloud
let ecs: ECSClient

beforeAll(async () => {
  cloud = await startLocalCloud({ unknownMembers: ['futureTop', 'futureField', 'futurePort'] })
  const { accessKeyId, secretAccessKey, sessionToken } = cloud.credentials
  const credentials = { accessKeyId, secretAccessKey, sessionToken }
  ecs = new ECSClient({ endpoint: cloud.url, region: cloud.world.region, credentials, maxAttempts: 1 })
})
afterAll(async () => {
  ecs.destroy()
  await cloud.stop()
})

const app = { name: 'app', image: 'registry/app:1' }

/** A call as it goes over the wire, with members that no SDK knows. */
async function raw(operation: string, body: object): Promise<Record<string, Record<string, unknown>>> {
  const date = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const response = await fetch(cloud.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AmazonEC2ContainerServiceV20141113.${operation}`,
      'x-amz-date': date,
      authorization: `AWS4-HMAC-SHA256 Credential=${cloud.credentials.accessKeyId}/20260101/us-east-1/ecs/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(body),
  })
  return (await response.json()) as Record<string, Record<string, unknown>>
}

it('keeps members that no SDK knows yet, at every depth', async () => {
  const definition = {
    family: 'future',
    futureTop: { a: [1, 2] },
    containerDefinitions: [{ ...app, futureField: 'kept', portMappings: [{ containerPort: 80, futurePort: true }] }],
  }
  await raw('RegisterTaskDefinition', definition)
  const { taskDefinition } = await raw('DescribeTaskDefinition', { taskDefinition: 'future' })
  expect(taskDefinition).toMatchObject(definition)
})

it('fills in the defaults that ECS shows', async () => {
  const { taskDefinition } = await ecs.send(
    new RegisterTaskDefinitionCommand({
      family: 'defaults',
      containerDefinitions: [
        { ...app, portMappings: [{ containerPort: 8080 }], healthCheck: { command: ['CMD', 'true'], interval: 5 } },
      ],
    }),
  )
  expect(taskDefinition).toMatchObject({
    taskDefinitionArn: 'arn:aws:ecs:us-east-1:123456789012:task-definition/defaults:1',
    revision: 1,
    status: 'ACTIVE',
    volumes: [],
    placementConstraints: [],
    containerDefinitions: [
      {
        cpu: 0,
        essential: true,
        environment: [],
        mountPoints: [],
        volumesFrom: [],
        portMappings: [{ containerPort: 8080, hostPort: 8080, protocol: 'tcp' }],
        healthCheck: { interval: 5, timeout: 5, retries: 3 },
      },
    ],
  })
})

it('numbers revisions, lists them, and takes them out of use', async () => {
  for (let revision = 0; revision < 3; revision += 1) {
    await ecs.send(new RegisterTaskDefinitionCommand({ family: 'many', containerDefinitions: [app] }))
  }
  await ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: 'many:3' }))
  const latest = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: 'many' }))
  expect(latest.taskDefinition?.revision).toBe(2)
  const gone = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: 'many:3' }))
  expect(gone.taskDefinition).toMatchObject({ status: 'INACTIVE', deregisteredAt: expect.any(Date) })
  const first = await ecs.send(new ListTaskDefinitionsCommand({ familyPrefix: 'many', sort: 'DESC', maxResults: 1 }))
  const second = await ecs.send(
    new ListTaskDefinitionsCommand({ familyPrefix: 'many', sort: 'DESC', maxResults: 1, nextToken: first.nextToken }),
  )
  expect([first.taskDefinitionArns, second.taskDefinitionArns, second.nextToken]).toEqual([
    [expect.stringMatching(/many:2$/)],
    [expect.stringMatching(/many:1$/)],
    undefined,
  ])
})

it.for([
  { name: 'a family with a space', input: { family: 'a b', containerDefinitions: [app] }, says: /family "a b"/ },
  { name: 'no container', input: { family: 'a', containerDefinitions: [] }, says: /at least one container/ },
  { name: 'two of one name', input: { family: 'a', containerDefinitions: [app, app] }, says: /must be unique/ },
  { name: 'no image', input: { family: 'a', containerDefinitions: [{ name: 'app' }] }, says: /Container.image/ },
  {
    name: 'a tag of AWS',
    input: { family: 'a', containerDefinitions: [app], tags: [{ key: 'AWS:x', value: 'y' }] },
    says: /AWS:x begins with aws:/,
  },
  {
    name: 'nothing essential',
    input: { family: 'a', containerDefinitions: [{ ...app, essential: false }] },
    says: /marked essential/,
  },
])('refuses $name', async ({ input, says }) => {
  await expect(ecs.send(new RegisterTaskDefinitionCommand(input))).rejects.toMatchObject({
    name: 'ClientException',
    message: expect.stringMatching(says),
  })
})
