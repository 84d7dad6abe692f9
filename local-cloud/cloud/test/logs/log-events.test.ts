import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DescribeLogStreamsCommand,
  GetLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs'
import type { LocalCloud } from '@slipway/local-cloud'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'
import { afterAll, beforeAll, expect, it } from 'vitest'

let cloud: LocalCloud
let logs: CloudWatchLogsClient

beforeAll(async () => {
  cloud = await startLocalCloud()
  const { accessKeyId, secretAccessKey, sessionToken } = cloud.credentials
  logs = new CloudWatchLogsClient({
    endpoint: cloud.url,
    region: cloud.world.region,
    credentials: { accessKeyId, secretAccessKey, sessionToken },
    maxAttempts: 1,
  })
  await logs.send(new CreateLogGroupCommand({ logGroupName: '/app' }))
  for (const line of ['one', 'two', 'three', 'four']) cloud.world.logs.append('/app', 'web/app/1', line)
})
afterAll(async () => {
  logs.destroy()
  await cloud.stop()
})

const stream = { logGroupName: '/app', logStreamName: 'web/app/1' }

function get(more: Partial<ConstructorParameters<typeof GetLogEventsCommand>[0]> = {}) {
  return logs.send(new GetLogEventsCommand({ ...stream, ...more }))
}

function messages({ events = [] }: Awaited<ReturnType<typeof get>>): readonly (string | undefined)[] {
  return events.map(({ message }) => message)
}

it.for([
  { name: 'all of a short stream', more: {}, said: ['one', 'two', 'three', 'four'] },
  { name: 'the newest of them', more: { limit: 2 }, said: ['three', 'four'] },
  { name: 'the oldest of them', more: { limit: 2, startFromHead: true }, said: ['one', 'two'] },
  { name: 'none before the first', more: { endTime: 1 }, said: [] },
  { name: 'all since the first', more: { startTime: 1 }, said: ['one', 'two', 'three', 'four'] },
])('gives $name', async ({ more, said }) => {
  expect(messages(await get(more))).toEqual(said)
})

it.for([
  { name: 'its name', logGroupIdentifier: '/app' },
  { name: 'its ARN', logGroupIdentifier: 'arn:aws:logs:us-east-1:123456789012:log-group:/app' },
  { name: 'its ARN with a star', logGroupIdentifier: 'arn:aws:logs:us-east-1:123456789012:log-group:/app:*' },
])('a group is found by $name', async ({ logGroupIdentifier }) => {
  expect(messages(await get({ logGroupName: undefined, logGroupIdentifier }))).toHaveLength(4)
})

it.for([
  { name: 'another account', logGroupIdentifier: 'arn:aws:logs:us-east-1:210987654321:log-group:/app' },
  { name: 'another region', logGroupIdentifier: 'arn:aws:logs:eu-west-1:123456789012:log-group:/app' },
])('a group of $name is not here', async ({ logGroupIdentifier }) => {
  await expect(get({ logGroupName: undefined, logGroupIdentifier })).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  })
})

it('pages forward to the end, where the token stays, and goes on when more is written', async () => {
  const first = await get({ limit: 3, startFromHead: true })
  const second = await get({ limit: 3, nextToken: first.nextForwardToken })
  expect(messages(second)).toEqual(['four'])
  const third = await get({ limit: 3, nextToken: second.nextForwardToken })
  expect(messages(third)).toEqual([])
  expect(third.nextForwardToken).toBe(second.nextForwardToken)
  cloud.world.logs.append('/app', 'web/app/1', 'five')
  expect(messages(await get({ limit: 3, nextToken: third.nextForwardToken }))).toEqual(['five'])
  const back = await get({ limit: 2, nextToken: second.nextBackwardToken })
  expect(messages(back)).toEqual(['two', 'three'])
})

it('describes streams, the latest first where asked', async () => {
  cloud.world.logs.append('/app', 'web/app/2', 'other')
  const { logStreams } = await logs.send(
    new DescribeLogStreamsCommand({ logGroupName: '/app', orderBy: 'LogStreamName', descending: true, limit: 1 }),
  )
  expect(logStreams).toMatchObject([{ logStreamName: 'web/app/2' }])
})

it.for([
  { name: 'group', logGroupName: '/none', logStreamName: 'x' },
  { name: 'stream', logGroupName: '/app', logStreamName: 'none' },
])('says which $name does not exist', async ({ name, ...reference }) => {
  await expect(logs.send(new GetLogEventsCommand(reference))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: `The specified log ${name} does not exist.`,
  })
})
