import { ECSClient } from '@aws-sdk/client-ecs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createEcs } from '../src/ecs-client.ts'

/** A server that records each request and answers with what the test sets: the wire itself, no SDK types in between. */
interface Wire {
  readonly server: Server
  readonly seen: { target: string; body: string; length: number }[]
  answer: { status: number; body: string }
}

const wire: Wire = { server: createServer(), seen: [], answer: { status: 200, body: '{}' } }
const unknown = {
  family: 'api',
  futureTop: { nested: ['kept', 1, null] },
  containerDefinitions: [{ name: 'api', image: 'registry/api:1', futureField: 'kept' }],
}
let client: ECSClient

beforeAll(async () => {
  wire.server.on('request', (request: IncomingMessage, response) => {
    void text(request).then((body) => {
      const target = String(request.headers['x-amz-target'])
      wire.seen.push({ target, body, length: Number(request.headers['content-length']) })
      response.writeHead(wire.answer.status, { 'content-type': 'application/x-amz-json-1.1' }).end(wire.answer.body)
    })
  })
  await new Promise<void>((resolve) => void wire.server.listen(0, '127.0.0.1', resolve))
  const { port } = wire.server.address() as AddressInfo
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' }
  client = new ECSClient({ endpoint: `http://127.0.0.1:${port}`, region: 'eu-west-1', credentials, maxAttempts: 1 })
})

afterAll(async () => {
  client.destroy()
  await new Promise((resolve) => wire.server.close(resolve))
})

beforeEach(() => {
  wire.seen.length = 0
})

describe('unknown members of a task definition on the wire', () => {
  test('RegisterTaskDefinition sends them as they were written', async () => {
    wire.answer = { status: 200, body: JSON.stringify({ taskDefinition: { taskDefinitionArn: 'arn:td:7' } }) }
    await expect(createEcs(client).registerTaskDefinition(unknown)).resolves.toBe('arn:td:7')
    const [call] = wire.seen
    expect(call?.target).toBe('AmazonEC2ContainerServiceV20141113.RegisterTaskDefinition')
    expect(JSON.parse(call?.body ?? '')).toEqual(unknown)
    expect(call?.length).toBe(Buffer.byteLength(call?.body ?? ''))
  })

  test('DescribeTaskDefinition hands them back as they were received', async () => {
    const taskDefinition = { ...unknown, taskDefinitionArn: 'arn:td:7', status: 'ACTIVE' }
    wire.answer = { status: 200, body: JSON.stringify({ taskDefinition, tags: [{ key: 'team', futureTag: true }] }) }
    const found = await createEcs(client).describeTaskDefinition('api')
    expect(found).toMatchObject({ arn: 'arn:td:7', family: 'api', status: 'ACTIVE' })
    expect(found?.document).toEqual(taskDefinition)
    expect(found?.tags).toEqual([{ key: 'team', futureTag: true }])
  })

  test('a document beyond ASCII arrives whole', async () => {
    wire.answer = { status: 200, body: '{}' }
    await createEcs(client).registerTaskDefinition({ family: 'api', futureTop: 'größer → 𝄞' })
    expect(JSON.parse(wire.seen[0]?.body ?? '')).toEqual({ family: 'api', futureTop: 'größer → 𝄞' })
  })

  test('a family without revisions is absent, not an error', async () => {
    wire.answer = {
      status: 400,
      body: JSON.stringify({ __type: 'ClientException', message: 'Unable to describe task definition.' }),
    }
    await expect(createEcs(client).describeTaskDefinition('api')).resolves.toBeUndefined()
  })

  test('an error keeps its code and names the action', async () => {
    wire.answer = { status: 400, body: JSON.stringify({ __type: 'AccessDeniedException', message: 'no' }) }
    await expect(createEcs(client).describeTaskDefinition('api')).rejects.toMatchObject({
      code: 'AWS_ACCESS_DENIED',
      message: 'ecs:DescribeTaskDefinition on task definition api: access denied',
    })
  })
})

test('UpdateService sends what is named and nothing else', async () => {
  wire.answer = { status: 200, body: '{}' }
  const ecs = createEcs(client)
  await ecs.updateService({ cluster: 'shop', service: 'api' }, { taskDefinition: 'arn:td:7' })
  await ecs.updateService({ cluster: 'shop', service: 'api' }, { taskDefinition: 'arn:td:7', forceNewDeployment: true })
  expect(wire.seen.map(({ body }) => JSON.parse(body))).toEqual([
    { cluster: 'shop', service: 'api', taskDefinition: 'arn:td:7' },
    { cluster: 'shop', service: 'api', taskDefinition: 'arn:td:7', forceNewDeployment: true },
  ])
})

test('ContinueServiceDeployment and StopServiceDeployment always say what to do', async () => {
  wire.answer = { status: 200, body: '{}' }
  const ecs = createEcs(client)
  await ecs.continueServiceDeployment('arn:sd:1', 'ecs-pause-1', 'ROLLBACK')
  await ecs.stopServiceDeployment('arn:sd:1')
  expect(wire.seen.map(({ body }) => JSON.parse(body))).toEqual([
    { serviceDeploymentArn: 'arn:sd:1', hookId: 'ecs-pause-1', action: 'ROLLBACK' },
    { serviceDeploymentArn: 'arn:sd:1', stopType: 'ROLLBACK' },
  ])
})

test('a state that no longer allows a stop is an outcome', async () => {
  wire.answer = { status: 400, body: JSON.stringify({ __type: 'ConflictException', message: 'it is SUCCESSFUL' }) }
  await expect(createEcs(client).stopServiceDeployment('arn:sd:1')).resolves.toEqual({
    kind: 'refused',
    message: 'ConflictException: it is SUCCESSFUL',
  })
})
