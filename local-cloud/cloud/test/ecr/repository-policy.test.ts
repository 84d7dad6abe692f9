import {
  CreateRepositoryCommand,
  DeleteRepositoryPolicyCommand,
  DescribeRegistryCommand,
  GetRepositoryPolicyCommand,
  SetRepositoryPolicyCommand,
  type ECRClient,
} from '@aws-sdk/client-ecr'
import type { LocalCloud } from '@slipway/local-cloud'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'
import { ecrClient } from '@slipway/test-support/images/push-image'

let cloud: LocalCloud
let ecr: ECRClient

beforeAll(async () => {
  cloud = await startLocalCloud()
  ecr = ecrClient(cloud)
  await ecr.send(new CreateRepositoryCommand(app))
})
afterAll(async () => {
  ecr.destroy()
  await cloud.stop()
})

const app = { repositoryName: 'app' }
const policyText = JSON.stringify({ Version: '2012-10-17', Statement: [] })

it('keeps the policy of a repository until it is deleted', async () => {
  const answer = { ...app, registryId: '123456789012', policyText }
  expect(await ecr.send(new SetRepositoryPolicyCommand({ ...app, policyText }))).toMatchObject(answer)
  expect(await ecr.send(new GetRepositoryPolicyCommand(app))).toMatchObject(answer)
  expect(await ecr.send(new DeleteRepositoryPolicyCommand(app))).toMatchObject(answer)
  const gone = { name: 'RepositoryPolicyNotFoundException' }
  await expect(ecr.send(new GetRepositoryPolicyCommand(app))).rejects.toMatchObject(gone)
  await expect(ecr.send(new DeleteRepositoryPolicyCommand(app))).rejects.toMatchObject(gone)
})

it.for(['', '{', '[]', '{"Version":"2012-10-17"}'])('refuses a policy that is none: %s', async (text) => {
  const set = ecr.send(new SetRepositoryPolicyCommand({ ...app, policyText: text }))
  await expect(set).rejects.toMatchObject({ name: 'InvalidParameterException' })
})

it('replicates nothing', async () => {
  expect(await ecr.send(new DescribeRegistryCommand({}))).toMatchObject({
    registryId: '123456789012',
    replicationConfiguration: { rules: [] },
  })
})
