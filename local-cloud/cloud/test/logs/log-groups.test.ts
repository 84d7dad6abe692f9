import * as api from '@aws-sdk/client-cloudwatch-logs'
import type { LocalCloud } from '@slipway/local-cloud'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'

let cloud: LocalCloud
let logs: api.CloudWatchLogsClient

beforeAll(async () => {
  cloud = await startLocalCloud()
  const { accessKeyId, secretAccessKey, sessionToken } = cloud.credentials
  const credentials = { accessKeyId, secretAccessKey, sessionToken }
  logs = new api.CloudWatchLogsClient({ endpoint: cloud.url, region: cloud.world.region, credentials, maxAttempts: 1 })
})
afterAll(async () => {
  logs.destroy()
  await cloud.stop()
})

const create = (logGroupName: string): Promise<unknown> => logs.send(new api.CreateLogGroupCommand({ logGroupName }))

describe('log groups', () => {
  beforeAll(async () => {
    for (const name of ['/ecs/web', '/ecs/Worker', '/lambda/web']) await create(name)
  })

  it.for([
    { name: 'all of them, by name', input: {}, found: ['/ecs/Worker', '/ecs/web', '/lambda/web'] },
    { name: 'by prefix', input: { logGroupNamePrefix: '/ecs/w' }, found: ['/ecs/web'] },
    { name: 'by pattern, whatever its case', input: { logGroupNamePattern: 'WORK' }, found: ['/ecs/Worker'] },
    { name: 'a page', input: { limit: 1 }, found: ['/ecs/Worker'] },
  ])('are described: $name', async ({ input, found }) => {
    const { logGroups = [] } = await logs.send(new api.DescribeLogGroupsCommand(input))
    expect(logGroups.map(({ logGroupName }) => logGroupName)).toEqual(found)
  })

  it('are described in pages', async () => {
    const names: (string | undefined)[] = []
    for await (const page of api.paginateDescribeLogGroups({ client: logs, pageSize: 2 }, {})) {
      names.push(...(page.logGroups ?? []).map(({ logGroupName }) => logGroupName))
    }
    expect(names).toEqual(['/ecs/Worker', '/ecs/web', '/lambda/web'])
  })

  it('show their ARN in both forms', async () => {
    const { logGroups } = await logs.send(new api.DescribeLogGroupsCommand({ logGroupNamePrefix: '/lambda' }))
    const logGroupArn = 'arn:aws:logs:us-east-1:123456789012:log-group:/lambda/web'
    expect(logGroups).toMatchObject([{ logGroupArn, arn: `${logGroupArn}:*`, logGroupClass: 'STANDARD' }])
  })

  it('keep how long they keep, until that is taken back', async () => {
    const retention = async (): Promise<number | undefined> => {
      const described = await logs.send(new api.DescribeLogGroupsCommand({ logGroupNamePrefix: '/lambda' }))
      return described.logGroups?.[0]?.retentionInDays
    }
    expect(await retention()).toBeUndefined()
    await logs.send(new api.PutRetentionPolicyCommand({ logGroupName: '/lambda/web', retentionInDays: 14 }))
    expect(await retention()).toBe(14)
    const odd = logs.send(new api.PutRetentionPolicyCommand({ logGroupName: '/lambda/web', retentionInDays: 15 }))
    await expect(odd).rejects.toMatchObject({ name: 'InvalidParameterException' })
    await logs.send(new api.DeleteRetentionPolicyCommand({ logGroupName: '/lambda/web' }))
    expect(await retention()).toBeUndefined()
  })

  it('go with all that is in them', async () => {
    await create('/gone')
    cloud.world.logs.append('/gone', 'a', 'line')
    await logs.send(new api.DeleteLogGroupCommand({ logGroupName: '/gone' }))
    const found = logs.send(new api.FilterLogEventsCommand({ logGroupName: '/gone' }))
    await expect(found).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })

  it.for(['', 'with space', 'x'.repeat(513)])('have names of some form only: "%s"', async (name) => {
    await expect(create(name)).rejects.toMatchObject({ name: 'InvalidParameterException' })
  })

  it.for([
    ['both a prefix and a pattern', { logGroupNamePrefix: 'a', logGroupNamePattern: 'b' }],
    ['a token of another list', { nextToken: 'x' }],
  ] as const)('are not described by %s', async ([, input]) => {
    const described = logs.send(new api.DescribeLogGroupsCommand(input))
    await expect(described).rejects.toMatchObject({ name: 'InvalidParameterException' })
  })
})

describe('events that a client writes', () => {
  const stream = { logGroupName: '/put', logStreamName: 'one' }
  const put = (logEvents: api.InputLogEvent[]): Promise<api.PutLogEventsCommandOutput> =>
    logs.send(new api.PutLogEventsCommand({ ...stream, logEvents }))

  beforeAll(async () => {
    await create('/put')
    await logs.send(new api.CreateLogStreamCommand(stream))
  })

  it('are read back', async () => {
    const now = Date.now()
    const answer = await put([
      { timestamp: now - 1, message: 'first' },
      { timestamp: now, message: 'second' },
    ])
    expect(answer.rejectedLogEventsInfo).toBeUndefined()
    const { events } = await logs.send(new api.GetLogEventsCommand({ ...stream, startFromHead: true }))
    expect(events).toMatchObject([{ message: 'first', timestamp: now - 1 }, { message: 'second' }])
  })

  it('are left out where they are too old or too new, and the answer says which', async () => {
    const day = 24 * 3_600_000
    const old = await put([{ timestamp: Date.now() - 15 * day, message: 'old' }])
    expect(old.rejectedLogEventsInfo).toEqual({ tooOldLogEventEndIndex: 1 })
    const future = await put([
      { timestamp: Date.now(), message: 'now' },
      { timestamp: Date.now() + 3 * 3_600_000, message: 'later' },
    ])
    expect(future.rejectedLogEventsInfo).toEqual({ tooNewLogEventStartIndex: 1 })
    const { events = [] } = await logs.send(new api.GetLogEventsCommand(stream))
    expect(events.map(({ message }) => message)).toEqual(['first', 'second', 'now'])
  })

  const now = Date.now()
  it.for([
    {
      name: 'in another order',
      events: [
        { timestamp: now, message: 'b' },
        { timestamp: now - 1, message: 'a' },
      ],
      says: 'chronological order',
    },
    {
      name: 'of more than a day',
      events: [
        { timestamp: now - 25 * 3_600_000, message: 'a' },
        { timestamp: now, message: 'b' },
      ],
      says: 'more than 24 hours',
    },
    { name: 'none', events: [], says: 'must not be empty' },
    { name: 'too large', events: [{ timestamp: now, message: 'x'.repeat(1_048_576) }], says: 'exceeds limit' },
    {
      name: 'too many',
      events: Array.from({ length: 10_001 }, () => ({ timestamp: now, message: 'x' })),
      says: 'at most 10000',
    },
  ])('are refused: $name', async ({ events, says }) => {
    await expect(put(events)).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining(says) as string,
    })
  })

  it.for([
    ['a stream that is there already', stream, 'ResourceAlreadyExistsException'],
    ['a group that is not there', { logGroupName: '/none', logStreamName: 'x' }, 'ResourceNotFoundException'],
    ['a name with a colon', { logGroupName: '/put', logStreamName: 'a:b' }, 'InvalidParameterException'],
  ] as const)('have no stream made for them: %s', async ([, input, name]) => {
    await expect(logs.send(new api.CreateLogStreamCommand(input))).rejects.toMatchObject({ name })
  })
})

it('a stream goes with its events', async () => {
  await create('/streams')
  for (const name of ['keep', 'drop']) cloud.world.logs.append('/streams', name, 'line')
  const dropped = { logGroupName: '/streams', logStreamName: 'drop' }
  await logs.send(new api.DeleteLogStreamCommand(dropped))
  const { events = [] } = await logs.send(new api.FilterLogEventsCommand({ logGroupName: '/streams' }))
  expect(events.map(({ logStreamName }) => logStreamName)).toEqual(['keep'])
  await expect(logs.send(new api.DeleteLogStreamCommand(dropped))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  })
})

describe('events of a group', () => {
  beforeAll(async () => {
    await create('/filter')
    const lines = [
      ['web/1', 'GET /cart 200'],
      ['web/2', 'GET /cart 500 ERROR no database'],
      ['job/1', 'Error of another kind'],
      ['web/1', 'POST /cart 500 ERROR timeout'],
    ] as const
    const at = Date.now() - 1000
    for (const logStreamName of ['web/1', 'web/2', 'job/1']) {
      await logs.send(new api.CreateLogStreamCommand({ logGroupName: '/filter', logStreamName }))
    }
    for (const [index, [logStreamName, message]] of lines.entries()) {
      const logEvents = [{ timestamp: at + index, message }]
      await logs.send(new api.PutLogEventsCommand({ logGroupName: '/filter', logStreamName, logEvents }))
    }
  })

  const filter = (input: Partial<api.FilterLogEventsCommandInput>): Promise<api.FilterLogEventsCommandOutput> =>
    logs.send(new api.FilterLogEventsCommand({ logGroupName: '/filter', ...input }))

  it.for([
    { name: 'all of them, by time', input: {}, found: [0, 1, 2, 3] },
    { name: 'of one stream', input: { logStreamNames: ['web/1'] }, found: [0, 3] },
    { name: 'of streams with a prefix', input: { logStreamNamePrefix: 'web/' }, found: [0, 1, 3] },
    { name: 'with a term, by its case', input: { filterPattern: 'ERROR' }, found: [1, 3] },
    { name: 'with all of several terms', input: { filterPattern: 'ERROR GET' }, found: [1] },
    { name: 'with a phrase', input: { filterPattern: '"no database"' }, found: [1] },
    { name: 'with one of several terms', input: { filterPattern: '?timeout ?another' }, found: [2, 3] },
    { name: 'without a term', input: { filterPattern: 'ERROR -timeout' }, found: [1] },
    { name: 'with an empty pattern', input: { filterPattern: ' ' }, found: [0, 1, 2, 3] },
    { name: 'none since now', input: { startTime: Date.now() + 60_000 }, found: [] },
    { name: 'none before', input: { endTime: 1 }, found: [] },
  ])('are found: $name', async ({ input, found }) => {
    const all = (await filter({})).events ?? []
    expect((await filter(input)).events).toEqual(found.map((index) => all[index]))
  })

  it('are found in pages, and each has an id of its own that stays', async () => {
    const ids: (string | undefined)[] = []
    for await (const { events = [] } of api.paginateFilterLogEvents(
      { client: logs, pageSize: 3 },
      { logGroupName: '/filter' },
    )) {
      ids.push(...events.map(({ eventId }) => eventId))
    }
    expect(ids).toEqual(((await filter({})).events ?? []).map(({ eventId }) => eventId))
    expect(new Set(ids).size).toBe(4)
    expect(ids[0]).toMatch(/^\d{56}$/)
  })

  it.for(['{ $.level = "error" }', '[ip, user]', '%5\\d\\d%'])(
    'are not filtered by a pattern of another kind: %s',
    async (filterPattern) => {
      await expect(filter({ filterPattern })).rejects.toMatchObject({ name: 'UnsupportedByLocalCloud' })
    },
  )

  it.for([
    { name: 'a pattern that is broken', input: { filterPattern: '"no end' } },
    { name: 'streams by name and by prefix', input: { logStreamNames: ['a'], logStreamNamePrefix: 'b' } },
  ])('are not filtered by $name', async ({ input }) => {
    await expect(filter(input)).rejects.toMatchObject({ name: 'InvalidParameterException' })
  })
})
