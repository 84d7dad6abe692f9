import { CreateRepositoryCommand } from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { LocalCloud } from '@slipway/local-cloud'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'
import { ecrClient, image, push } from '@slipway/test-support/images/push-image'

let cloud: LocalCloud
const app = image('app')
beforeAll(async () => {
  cloud = await startLocalCloud()
  await ecrClient(cloud).send(new CreateRepositoryCommand({ repositoryName: 'team/app' }))
  await push(cloud, 'team/app', app, 'v1')
})
afterAll(() => cloud.stop())

const own = '123456789012.dkr.ecr.us-east-1.amazonaws.com'

it.for([
  ['its address here', (): string => cloud.registryHost],
  ['the host of ECR', (): string => own],
  ['the host of ECR with FIPS', (): string => '123456789012.dkr.ecr-fips.us-east-1.amazonaws.com'],
  ['the host of ECR for IPv6', (): string => '123456789012.dkr-ecr.us-east-1.on.aws'],
  ['the host of ECR for IPv6 with FIPS', (): string => '123456789012.dkr-ecr-fips.us-east-1.on.aws'],
] as const)("a task's image is the account's own under %s, by tag and by digest", async ([, host]) => {
  for (const reference of [`${host()}/team/app:v1`, `${host()}/team/app@${app.digest}`]) {
    expect((await cloud.world.images.pull(reference)).digest).toBe(app.digest)
  }
})

it.for([
  ['another account', '210987654321.dkr.ecr.us-east-1.amazonaws.com'],
  ['another region', '123456789012.dkr.ecr.eu-west-1.amazonaws.com'],
  ['another partition', '123456789012.dkr.ecr.us-east-1.amazonaws.com.cn'],
  ['another registry', 'public.ecr.aws'],
] as const)('an image of %s cannot be pulled, and it is said what can be', async ([, host]) => {
  const pull = cloud.world.images.pull(`${host}/team/app:v1`)
  await expect(pull).rejects.toThrow(`only the registry at ${cloud.registryHost}, ${own}, `)
})
