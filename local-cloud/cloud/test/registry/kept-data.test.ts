import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CreateRepositoryCommand, DescribeImagesCommand } from '@aws-sdk/client-ecr'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'
import { ecrClient, image, push } from '@slipway/test-support/images/push-image'

let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kept-'))
})
afterAll(() => rm(dataDir, { recursive: true }))

it('an image pushed into a cloud with a data folder is there in the next one on it', async () => {
  const app = image('app')
  const first = await startLocalCloud({ dataDir })
  await ecrClient(first).send(new CreateRepositoryCommand({ repositoryName: 'app' }))
  await push(first, 'app', app, 'v1')
  await first.stop()

  const second = await startLocalCloud({ dataDir })
  const imageIds = [{ imageTag: 'v1' }]
  const { imageDetails } = await ecrClient(second).send(new DescribeImagesCommand({ repositoryName: 'app', imageIds }))
  expect(imageDetails).toMatchObject([{ imageDigest: app.digest, imagePushedAt: expect.any(Date) as Date }])
  const pulled = await second.world.images.pull(`${second.registryHost}/app:v1`)
  expect(pulled.layers).toHaveLength(1)
  await second.stop()
})
