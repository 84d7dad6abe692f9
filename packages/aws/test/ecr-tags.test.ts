import { CreateRepositoryCommand } from '@aws-sdk/client-ecr'
import { createEcrTags } from '@slipway/aws/ecr-tags'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'
import { ecrClient, image, push } from '@slipway/test-support/images/push-image'
import { startWire } from './wire.ts'

type LocalCloud = Awaited<ReturnType<typeof startLocalCloud>>
let cloud: LocalCloud
const bytes = image('app')

beforeAll(async () => {
  cloud = await startLocalCloud()
  Object.assign(process.env, cloud.env)
  await ecrClient(cloud).send(new CreateRepositoryCommand({ repositoryName: 'shop/app' }))
  await push(cloud, 'shop/app', bytes, 'v1')
})
afterAll(() => cloud.stop())

const digest = { kind: 'digest', digest: bytes.digest }
const rows = [
  { name: 'by the name that ECR gives it', host: () => cloud.registryHost, is: digest },
  { name: 'by the name that AWS gives it', host: () => '123456789012.dkr.ecr.us-east-1.amazonaws.com', is: digest },
  { name: 'in another account', host: () => '210987654321.dkr.ecr.us-east-1.amazonaws.com', is: { kind: 'absent' } },
  { name: 'a tag that is not there', host: () => cloud.registryHost, tag: 'v2', is: { kind: 'absent' } },
  {
    name: 'a repository that is not there',
    host: () => '123456789012.dkr.ecr.us-east-1.amazonaws.com',
    repository: 'x',
    is: { kind: 'absent' },
  },
  { name: 'another registry with a port', host: () => 'registry.corp:5000', is: { kind: 'elsewhere' } },
  { name: 'another registry', host: () => 'ghcr.io', is: { kind: 'elsewhere' } },
  { name: 'the public registry of AWS', host: () => 'public.ecr.aws', is: { kind: 'elsewhere' } },
]

it.for(rows)('a tag is looked up: $name', async ({ host, repository = 'shop/app', tag = 'v1', is }) => {
  expect(await createEcrTags().meaningOf({ host: host(), repository, tag })).toEqual(is)
})

it('the registry that the host names is asked, in its account and region', async () => {
  const wire = await startWire(() => ({ body: { imageDetails: [{ imageDigest: bytes.digest }] } }))
  const host = '210987654321.dkr.ecr.us-west-2.amazonaws.com'
  expect(await createEcrTags().meaningOf({ host, repository: 'shop/app', tag: 'v1' })).toEqual(digest)
  expect(wire.calls).toMatchObject([{ operation: 'DescribeImages', input: { registryId: '210987654321' } }])
  expect(wire.regions).toEqual(['us-west-2'])
})

it('of a registry that is not ECR nothing is asked', async () => {
  const wire = await startWire(() => ({}))
  await createEcrTags().meaningOf({ host: 'ghcr.io', repository: 'shop/app', tag: 'v1' })
  expect(wire.calls).toEqual([])
})

it('what may not be looked up fails, and says what to grant', async () => {
  cloud.faults.inject({ service: 'ecr', operation: 'DescribeImages', code: 'AccessDeniedException' })
  const looking = createEcrTags().meaningOf({ host: cloud.registryHost, repository: 'shop/app', tag: 'v1' })
  await expect(looking).rejects.toMatchObject({
    code: 'AWS_ACCESS_DENIED',
    remedy: expect.stringContaining('ecr:DescribeImages'),
  })
})
