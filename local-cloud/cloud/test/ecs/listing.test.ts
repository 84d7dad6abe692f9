import * as api from '@aws-sdk/client-ecs'
import type { LocalCloud } from '@slipway/local-cloud'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'

let cloud: LocalCloud
let ecs: api.ECSClient

beforeAll(async () => {
  cloud = await startLocalCloud()
  const { accessKeyId, secretAccessKey, sessionToken } = cloud.credentials
  const credentials = { accessKeyId, secretAccessKey, sessionToken }
  ecs = new api.ECSClient({ endpoint: cloud.url, region: cloud.world.region, credentials, maxAttempts: 1 })
})
afterAll(async () => {
  ecs.destroy()
  await cloud.stop()
})

const arn = (resource: string): string => `arn:aws:ecs:us-east-1:123456789012:${resource}`

async function register(family: string): Promise<string> {
  const containerDefinitions = [{ name: 'app', image: 'app:1' }]
  const made = await ecs.send(new api.RegisterTaskDefinitionCommand({ family, containerDefinitions }))
  return made.taskDefinition?.taskDefinitionArn ?? ''
}

describe('clusters', () => {
  it('are listed in pages, without those that were deleted', async () => {
    for (const clusterName of ['one', 'two', 'gone']) await ecs.send(new api.CreateClusterCommand({ clusterName }))
    await ecs.send(new api.DeleteClusterCommand({ cluster: 'gone' }))
    const pages: (readonly string[])[] = []
    for await (const { clusterArns = [] } of api.paginateListClusters({ client: ecs, pageSize: 1 }, {})) {
      pages.push(clusterArns)
    }
    expect(pages).toEqual([[arn('cluster/one')], [arn('cluster/two')]])
  })

  it('have no container instances, as on Fargate', async () => {
    await expect(ecs.send(new api.ListContainerInstancesCommand({ cluster: 'one' }))).resolves.toMatchObject({
      containerInstanceArns: [],
    })
    await expect(ecs.send(new api.ListContainerInstancesCommand({ cluster: 'none' }))).rejects.toMatchObject({
      name: 'ClusterNotFoundException',
    })
  })
})

describe('capacity providers of a cluster', () => {
  const strategy = [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }]

  it('are shown as they were given, and replaced as a whole', async () => {
    const fargate = { capacityProviders: ['FARGATE', 'FARGATE_SPOT'], defaultCapacityProviderStrategy: strategy }
    await ecs.send(new api.CreateClusterCommand({ clusterName: 'spot', ...fargate }))
    const described = await ecs.send(new api.DescribeClustersCommand({ clusters: ['spot'] }))
    expect(described.clusters).toMatchObject([fargate])
    const only = { capacityProviders: ['FARGATE'], defaultCapacityProviderStrategy: [] }
    await ecs.send(new api.PutClusterCapacityProvidersCommand({ cluster: 'spot', ...only }))
    const again = await ecs.send(new api.DescribeClustersCommand({ clusters: ['spot'] }))
    expect(again.clusters).toMatchObject([only])
  })

  it('are described, those of every account', async () => {
    const all = await ecs.send(new api.DescribeCapacityProvidersCommand({}))
    expect(all.capacityProviders?.map(({ name }) => name)).toEqual(['FARGATE', 'FARGATE_SPOT'])
    const asked = { capacityProviders: ['FARGATE_SPOT', 'my-instances'] }
    expect(await ecs.send(new api.DescribeCapacityProvidersCommand(asked))).toMatchObject({
      capacityProviders: [{ capacityProviderArn: arn('capacity-provider/FARGATE_SPOT'), status: 'ACTIVE' }],
      failures: [{ arn: arn('capacity-provider/my-instances'), reason: 'MISSING' }],
    })
  })

  it.for([
    {
      name: 'one that nobody made',
      given: { capacityProviders: ['my-instances'] },
      says: 'The specified capacity provider was not found: my-instances',
    },
    {
      name: 'a strategy with one that the cluster has not',
      given: { capacityProviders: ['FARGATE'], defaultCapacityProviderStrategy: strategy },
      says: 'is not associated with the cluster: FARGATE_SPOT',
    },
  ])('are refused: $name', async ({ given, says }) => {
    await expect(ecs.send(new api.CreateClusterCommand({ clusterName: 'refused', ...given }))).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining(says) as string,
    })
  })
})

describe('families of task definitions', () => {
  beforeAll(async () => {
    await register('shop-web')
    await register('shop-web')
    const worker = await register('shop-worker')
    await register('blog')
    await ecs.send(new api.DeregisterTaskDefinitionCommand({ taskDefinition: worker }))
  })

  it.for([
    { name: 'all of them, once each', input: {}, families: ['blog', 'shop-web', 'shop-worker'] },
    { name: 'by the beginning of the name', input: { familyPrefix: 'shop-w' }, families: ['shop-web', 'shop-worker'] },
    { name: 'with an ACTIVE revision', input: { status: 'ACTIVE' }, families: ['blog', 'shop-web'] },
    { name: 'without one', input: { status: 'INACTIVE' }, families: ['shop-worker'] },
    { name: 'a page', input: { maxResults: 1 }, families: ['blog'] },
  ] as const)('are listed: $name', async ({ input, families }) => {
    expect((await ecs.send(new api.ListTaskDefinitionFamiliesCommand(input))).families).toEqual(families)
  })
})

describe('a task definition', () => {
  it('is deleted once it is deregistered, and then neither listed nor used', async () => {
    const taskDefinition = await register('old')
    const early = await ecs.send(new api.DeleteTaskDefinitionsCommand({ taskDefinitions: [taskDefinition] }))
    expect(early).toMatchObject({
      taskDefinitions: [],
      failures: [{ arn: taskDefinition, reason: expect.stringContaining('still in ACTIVE status') as string }],
    })
    await ecs.send(new api.DeregisterTaskDefinitionCommand({ taskDefinition }))
    const deleted = await ecs.send(new api.DeleteTaskDefinitionsCommand({ taskDefinitions: ['old:1'] }))
    expect(deleted).toMatchObject({ taskDefinitions: [{ status: 'DELETE_IN_PROGRESS' }], failures: [] })
    expect(deleted.taskDefinitions?.[0]?.deleteRequestedAt).toBeInstanceOf(Date)
    const inactive = await ecs.send(new api.ListTaskDefinitionsCommand({ familyPrefix: 'old', status: 'INACTIVE' }))
    expect(inactive.taskDefinitionArns).toEqual([])
    const service = { cluster: 'one', serviceName: 'web', desiredCount: 1, taskDefinition }
    await expect(ecs.send(new api.CreateServiceCommand(service))).rejects.toMatchObject({ name: 'ClientException' })
  })

  it.for([
    { name: 'without a revision', taskDefinitions: ['blog'], error: 'ClientException' },
    { name: 'that is not there', taskDefinitions: ['blog:99'], error: 'ClientException' },
    { name: 'of none', taskDefinitions: [], error: 'InvalidParameterException' },
    { name: 'of more than ten', taskDefinitions: Array<string>(11).fill('blog:1'), error: 'InvalidParameterException' },
  ])('cannot be deleted: $name', async ({ taskDefinitions, error }) => {
    const deleted = ecs.send(new api.DeleteTaskDefinitionsCommand({ taskDefinitions }))
    await expect(deleted).rejects.toMatchObject({ name: error })
  })
})

it.for(['x', '-', 'MQ==x?', Buffer.from('-1').toString('base64url'), Buffer.from('1e0').toString('base64url')])(
  'the token %s, which no page gave, is refused',
  async (nextToken) => {
    await expect(ecs.send(new api.ListClustersCommand({ nextToken }))).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'Invalid token in request',
    })
  },
)
