import * as cloudwatch from '@aws-sdk/client-cloudwatch'
import * as logs from '@aws-sdk/client-cloudwatch-logs'
import * as ecr from '@aws-sdk/client-ecr'
import * as ecs from '@aws-sdk/client-ecs'
import * as elb from '@aws-sdk/client-elastic-load-balancing-v2'
import type { LocalCloud } from '@slipway/local-cloud'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'

type Tags = Readonly<Record<string, string>>
type Pairs = readonly (readonly [key: string, value: string])[]

/** Something that has tags, as its service's client reaches it. */
interface Tagged {
  readonly name: string
  /** Makes one with these tags; answers with its ARN. */
  create(tags: Pairs): Promise<string>
  add(arn: string, tags: Pairs): Promise<unknown>
  remove(arn: string, keys: string[]): Promise<unknown>
  list(arn: string): Promise<Tags>
  /** A resource that is not there, and the error. */
  readonly gone: readonly [arn: string, error: string]
  readonly errors: { readonly tooMany: string; readonly malformed: string; readonly duplicate: string }
  /** The error of tags that it cannot be made with, where that is another. */
  readonly creationError?: string
  /** Tags are an object on the wire, so that no key can come twice. */
  readonly asMap?: true
}

let cloud: LocalCloud
let clients: ReturnType<typeof connect>
let turn = 0
const next = (): string => `made-${(turn += 1)}`

function connect({ url, world, credentials: { accessKeyId, secretAccessKey, sessionToken } }: LocalCloud) {
  const credentials = { accessKeyId, secretAccessKey, sessionToken }
  const options = { endpoint: url, region: world.region, credentials, maxAttempts: 1 }
  return {
    cloudwatch: new cloudwatch.CloudWatchClient(options),
    logs: new logs.CloudWatchLogsClient(options),
    ecr: new ecr.ECRClient(options),
    ecs: new ecs.ECSClient(options),
    elb: new elb.ElasticLoadBalancingV2Client(options),
  }
}

beforeAll(async () => {
  cloud = await startLocalCloud()
  clients = connect(cloud)
})
afterAll(async () => {
  for (const client of Object.values(clients)) client.destroy()
  await cloud.stop()
})

const capital = (tags: Pairs): { Key: string; Value: string }[] => tags.map(([Key, Value]) => ({ Key, Value }))
const small = (tags: Pairs): { key: string; value: string }[] => tags.map(([key, value]) => ({ key, value }))
const fromCapital = (tags: readonly { Key?: string | undefined; Value?: string | undefined }[] = []): Tags =>
  Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]))

const ecsErrors = {
  tooMany: 'InvalidParameterException',
  malformed: 'InvalidParameterException',
  duplicate: 'InvalidParameterException',
}
const viaEcs: Pick<Tagged, 'add' | 'remove' | 'list' | 'errors'> = {
  add: (resourceArn, tags) => clients.ecs.send(new ecs.TagResourceCommand({ resourceArn, tags: small(tags) })),
  remove: (resourceArn, tagKeys) => clients.ecs.send(new ecs.UntagResourceCommand({ resourceArn, tagKeys })),
  async list(resourceArn) {
    const { tags = [] } = await clients.ecs.send(new ecs.ListTagsForResourceCommand({ resourceArn }))
    return Object.fromEntries(tags.map(({ key = '', value = '' }) => [key, value]))
  },
  errors: ecsErrors,
}

const viaElb: Pick<Tagged, 'add' | 'remove' | 'list' | 'errors'> = {
  add: (arn, tags) => clients.elb.send(new elb.AddTagsCommand({ ResourceArns: [arn], Tags: capital(tags) })),
  remove: (arn, TagKeys) => clients.elb.send(new elb.RemoveTagsCommand({ ResourceArns: [arn], TagKeys })),
  async list(arn) {
    const { TagDescriptions = [] } = await clients.elb.send(new elb.DescribeTagsCommand({ ResourceArns: [arn] }))
    return fromCapital(TagDescriptions[0]?.Tags)
  },
  errors: {
    tooMany: 'TooManyTagsException',
    malformed: 'ValidationError',
    duplicate: 'DuplicateTagKeysException',
  },
}

const elbArn = (resource: string): string => `arn:aws:elasticloadbalancing:us-east-1:123456789012:${resource}`
const fixed: elb.Action[] = [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '200' } }]

async function newLoadBalancer(tags?: Pairs): Promise<string> {
  const input = { Name: next(), ...(tags && { Tags: capital(tags) }) }
  const { LoadBalancers = [] } = await clients.elb.send(new elb.CreateLoadBalancerCommand(input))
  return LoadBalancers[0]?.LoadBalancerArn ?? ''
}

async function newListener(tags?: Pairs): Promise<string> {
  const { Listeners = [] } = await clients.elb.send(
    new elb.CreateListenerCommand({
      LoadBalancerArn: await newLoadBalancer(),
      Port: 80,
      Protocol: 'HTTP',
      DefaultActions: fixed,
      ...(tags && { Tags: capital(tags) }),
    }),
  )
  return Listeners[0]?.ListenerArn ?? ''
}

const alarm = {
  Namespace: 'App',
  MetricName: 'Errors',
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: 'GreaterThanThreshold',
} as const

const everything: readonly Tagged[] = [
  {
    name: 'an ECS cluster',
    async create(tags) {
      const input = { clusterName: next(), tags: small(tags) }
      return (await clients.ecs.send(new ecs.CreateClusterCommand(input))).cluster?.clusterArn ?? ''
    },
    ...viaEcs,
    gone: ['arn:aws:ecs:us-east-1:123456789012:cluster/none', 'ResourceNotFoundException'],
  },
  {
    name: 'a task definition',
    async create(tags) {
      const containerDefinitions = [{ name: 'app', image: 'app:1' }]
      const input = { family: next(), containerDefinitions, tags: small(tags) }
      const made = await clients.ecs.send(new ecs.RegisterTaskDefinitionCommand(input))
      return made.taskDefinition?.taskDefinitionArn ?? ''
    },
    ...viaEcs,
    gone: ['arn:aws:ecs:us-east-1:123456789012:task-definition/none:1', 'ResourceNotFoundException'],
    creationError: 'ClientException',
  },
  {
    name: 'a repository',
    async create(tags) {
      const input = { repositoryName: next(), tags: capital(tags) }
      return (await clients.ecr.send(new ecr.CreateRepositoryCommand(input))).repository?.repositoryArn ?? ''
    },
    add: (resourceArn, tags) => clients.ecr.send(new ecr.TagResourceCommand({ resourceArn, tags: capital(tags) })),
    remove: (resourceArn, tagKeys) => clients.ecr.send(new ecr.UntagResourceCommand({ resourceArn, tagKeys })),
    async list(resourceArn) {
      return fromCapital((await clients.ecr.send(new ecr.ListTagsForResourceCommand({ resourceArn }))).tags)
    },
    gone: ['arn:aws:ecr:us-east-1:123456789012:repository/none', 'RepositoryNotFoundException'],
    errors: {
      tooMany: 'TooManyTagsException',
      malformed: 'InvalidTagParameterException',
      duplicate: 'InvalidTagParameterException',
    },
  },
  {
    name: 'a load balancer',
    create: newLoadBalancer,
    ...viaElb,
    gone: [elbArn('loadbalancer/app/none/0123456789abcdef'), 'LoadBalancerNotFoundException'],
  },
  {
    name: 'a target group',
    async create(tags) {
      const input = { Name: next(), Port: 80, Tags: capital(tags) }
      const { TargetGroups = [] } = await clients.elb.send(new elb.CreateTargetGroupCommand(input))
      return TargetGroups[0]?.TargetGroupArn ?? ''
    },
    ...viaElb,
    gone: [elbArn('targetgroup/none/0123456789abcdef'), 'TargetGroupNotFoundException'],
  },
  {
    name: 'a listener',
    create: newListener,
    ...viaElb,
    gone: [elbArn('listener/app/none/0123456789abcdef/0123456789abcdef'), 'ListenerNotFoundException'],
  },
  {
    name: 'a rule',
    async create(tags) {
      const { Rules = [] } = await clients.elb.send(
        new elb.CreateRuleCommand({
          ListenerArn: await newListener(),
          Priority: 1,
          Conditions: [{ Field: 'path-pattern', Values: ['/x'] }],
          Actions: fixed,
          Tags: capital(tags),
        }),
      )
      return Rules[0]?.RuleArn ?? ''
    },
    ...viaElb,
    gone: [
      elbArn('listener-rule/app/none/0123456789abcdef/0123456789abcdef/0123456789abcdef'),
      'RuleNotFoundException',
    ],
  },
  {
    name: 'a log group',
    async create(tags) {
      const logGroupName = next()
      await clients.logs.send(new logs.CreateLogGroupCommand({ logGroupName, tags: Object.fromEntries(tags) }))
      return `arn:aws:logs:us-east-1:123456789012:log-group:${logGroupName}`
    },
    add: (resourceArn, tags) =>
      clients.logs.send(new logs.TagResourceCommand({ resourceArn, tags: Object.fromEntries(tags) })),
    remove: (resourceArn, tagKeys) => clients.logs.send(new logs.UntagResourceCommand({ resourceArn, tagKeys })),
    async list(resourceArn) {
      return (await clients.logs.send(new logs.ListTagsForResourceCommand({ resourceArn }))).tags ?? {}
    },
    gone: ['arn:aws:logs:us-east-1:123456789012:log-group:none', 'ResourceNotFoundException'],
    errors: {
      tooMany: 'TooManyTagsException',
      malformed: 'InvalidParameterException',
      duplicate: 'InvalidParameterException',
    },
    asMap: true,
  },
  {
    name: 'an alarm',
    async create(tags) {
      const AlarmName = next()
      await clients.cloudwatch.send(new cloudwatch.PutMetricAlarmCommand({ ...alarm, AlarmName, Tags: capital(tags) }))
      return `arn:aws:cloudwatch:us-east-1:123456789012:alarm:${AlarmName}`
    },
    add: (ResourceARN, tags) =>
      clients.cloudwatch.send(new cloudwatch.TagResourceCommand({ ResourceARN, Tags: capital(tags) })),
    remove: (ResourceARN, TagKeys) =>
      clients.cloudwatch.send(new cloudwatch.UntagResourceCommand({ ResourceARN, TagKeys })),
    async list(ResourceARN) {
      return fromCapital(
        (await clients.cloudwatch.send(new cloudwatch.ListTagsForResourceCommand({ ResourceARN }))).Tags,
      )
    },
    gone: ['arn:aws:cloudwatch:us-east-1:123456789012:alarm:none', 'ResourceNotFoundException'],
    errors: {
      tooMany: 'ValidationException',
      malformed: 'ValidationException',
      duplicate: 'ValidationException',
    },
  },
]

interface BrokenTags {
  readonly name: string
  readonly tags: Pairs
  readonly error: keyof Tagged['errors']
}

const many = (count: number): Pairs => Array.from({ length: count }, (_, index) => [`key-${index}`, 'x'] as const)

const brokenTags: readonly BrokenTags[] = [
  { name: 'a key of AWS, in any case', tags: [['AWS:createdBy', 'me']], error: 'malformed' },
  { name: 'a value of AWS', tags: [['by', 'aws:me']], error: 'malformed' },
  { name: 'an empty key', tags: [['', 'x']], error: 'malformed' },
  { name: 'a key that is too long', tags: [['k'.repeat(129), 'x']], error: 'malformed' },
  { name: 'a value that is too long', tags: [['k', 'x'.repeat(257)]], error: 'malformed' },
  { name: 'a character that no tag has', tags: [['k', 'a;b']], error: 'malformed' },
  {
    name: 'a key that comes twice',
    tags: [
      ['k', '1'],
      ['k', '2'],
    ],
    error: 'duplicate',
  },
  { name: 'more than fifty', tags: many(51), error: 'tooMany' },
]

describe.for(everything)('$name', (tagged) => {
  it('keeps the tags it is made with, gets others and new values, and loses those that are taken', async () => {
    const arn = await tagged.create([
      ['team', 'shop'],
      ['stage', 'test'],
    ])
    await tagged.add(arn, [
      ['stage', 'prod'],
      ['größe', 'l & <m>'.replaceAll(/[&<>]/g, '+')],
    ])
    expect(await tagged.list(arn)).toEqual({ team: 'shop', stage: 'prod', größe: 'l + +m+' })
    await tagged.remove(arn, ['team', 'never-there'])
    expect(await tagged.list(arn)).toEqual({ stage: 'prod', größe: 'l + +m+' })
  })

  it('is asked for by name where it is not there', async () => {
    const [arn, error] = tagged.gone
    await expect(tagged.add(arn, [['a', 'b']])).rejects.toMatchObject({ name: error })
    await expect(tagged.remove(arn, ['a'])).rejects.toMatchObject({ name: error })
  })

  it.for(brokenTags.filter(({ error }) => error !== 'duplicate' || tagged.asMap !== true))(
    'refuses $name, and stays as it was',
    async ({ tags, error }) => {
      const arn = await tagged.create([['team', 'shop']])
      await expect(tagged.add(arn, tags)).rejects.toMatchObject({ name: tagged.errors[error] })
      expect(await tagged.list(arn)).toEqual({ team: 'shop' })
    },
  )

  it('has fifty at most, with those it has already', async () => {
    const arn = await tagged.create([['team', 'shop']])
    await tagged.add(arn, many(49))
    await tagged.add(arn, [['team', 'other']])
    await expect(tagged.add(arn, [['one', 'more']])).rejects.toMatchObject({ name: tagged.errors.tooMany })
  })

  it('is not made with tags that break a rule', async () => {
    const name = tagged.creationError ?? tagged.errors.malformed
    await expect(tagged.create([['aws:x', 'y']])).rejects.toMatchObject({ name })
  })
})

it('tags several resources of a load balancer, or none of them', async () => {
  const arns = [await newLoadBalancer(), elbArn('targetgroup/none/0123456789abcdef')]
  const added = clients.elb.send(new elb.AddTagsCommand({ ResourceArns: arns, Tags: [{ Key: 'a', Value: 'b' }] }))
  await expect(added).rejects.toMatchObject({ name: 'TargetGroupNotFoundException' })
  expect(await viaElb.list(arns[0] ?? '')).toEqual({})
})
