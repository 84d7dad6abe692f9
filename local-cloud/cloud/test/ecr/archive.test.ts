import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  BatchCheckLayerAvailabilityCommand,
  BatchGetImageCommand,
  CreateRepositoryCommand,
  DescribeImageScanFindingsCommand,
  DescribeImagesCommand,
  ListImagesCommand,
  PutImageCommand,
  StartImageScanCommand,
  UpdateImageStorageClassCommand,
  type ECRClient,
  type ImageDetail,
  type ImageStatusFilter,
} from '@aws-sdk/client-ecr'
import type { LocalCloud } from '@slipway/local-cloud'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'
import { ecrClient, image, push, registryAuthorization } from '@slipway/test-support/images/push-image'

let cloud: LocalCloud
let ecr: ECRClient
const app = image('app')
const repositoryName = 'app'
const imageId = { imageDigest: app.digest }

beforeEach(() => startWithImage(1000))
afterEach(() => cloud.stop())

async function startWithImage(speed: number): Promise<void> {
  cloud = await startLocalCloud({ speed })
  ecr = ecrClient(cloud)
  const imageScanningConfiguration = { scanOnPush: true }
  await ecr.send(new CreateRepositoryCommand({ repositoryName, imageScanningConfiguration }))
  await push(cloud, 'app', app, 'v1')
}

const move = (targetStorageClass: 'ARCHIVE' | 'STANDARD') =>
  ecr.send(new UpdateImageStorageClassCommand({ repositoryName, imageId, targetStorageClass }))
const detail = async (): Promise<ImageDetail | undefined> =>
  (await ecr.send(new DescribeImagesCommand({ repositoryName, imageIds: [imageId] }))).imageDetails?.[0]
const scanStatus = async (): Promise<string | undefined> =>
  (await ecr.send(new DescribeImageScanFindingsCommand({ repositoryName, imageId }))).imageScanStatus?.status

it('UpdateImageStorageClass archives an image: it is described, and neither pulled nor scanned', async () => {
  expect(await move('ARCHIVE')).toMatchObject({ imageStatus: 'ARCHIVED', imageId })
  expect(await detail()).toMatchObject({
    imageStatus: 'ARCHIVED',
    imageTags: ['v1'],
    lastArchivedAt: expect.any(Date),
  })
  const got = await ecr.send(new BatchGetImageCommand({ repositoryName, imageIds: [imageId] }))
  expect([got.images, got.failures?.[0]?.failureCode]).toEqual([[], 'ImageNotFound'])
  const layerDigests = app.blobs.map(({ digest }) => digest)
  const { layers } = await ecr.send(new BatchCheckLayerAvailabilityCommand({ repositoryName, layerDigests }))
  expect(layers?.map(({ layerAvailability }) => layerAvailability)).toEqual(['ARCHIVED', 'ARCHIVED'])
  const headers = { authorization: await registryAuthorization(cloud) }
  for (const path of ['manifests/v1', `manifests/${app.digest}`, `blobs/${layerDigests[0]}`]) {
    expect([path, (await fetch(`${cloud.url}/v2/app/${path}`, { headers })).status]).toEqual([path, 404])
  }
  await expect(cloud.world.images.pull(`${cloud.registryHost}/app:v1`)).rejects.toThrow('CannotPullContainerError')
  expect(await scanStatus()).toBe('IMAGE_ARCHIVED')
  await expect(ecr.send(new StartImageScanCommand({ repositoryName, imageId }))).rejects.toMatchObject({
    name: 'ImageArchivedException',
  })
  await expect(move('ARCHIVE')).rejects.toMatchObject({ name: 'ImageStorageClassUpdateNotSupportedException' })
})

it('lists have what is active, unless another state is asked for', async () => {
  await push(cloud, 'app', image('second'), 'v2')
  await move('ARCHIVE')
  const listed = async (imageStatus?: ImageStatusFilter): Promise<unknown> => {
    const filter = imageStatus === undefined ? {} : { filter: { imageStatus } }
    const { imageIds } = await ecr.send(new ListImagesCommand({ repositoryName, ...filter }))
    const { imageDetails } = await ecr.send(new DescribeImagesCommand({ repositoryName, ...filter }))
    const tags = imageIds?.map(({ imageTag }) => imageTag)
    expect(imageDetails?.flatMap(({ imageTags }) => imageTags)).toEqual(tags)
    return tags
  }
  expect(await listed()).toEqual(['v2'])
  expect(await listed('ARCHIVED')).toEqual(['v1'])
  expect(await listed('ANY')).toEqual(['v1', 'v2'])
})

describe('an image comes back', () => {
  it('not while it is fetched, when it can neither be moved nor scanned', async () => {
    await cloud.stop()
    // Five real minutes, so that no slow machine sees the end of them.
    await startWithImage(1)
    await move('ARCHIVE')
    expect(await move('STANDARD')).toMatchObject({ imageStatus: 'ACTIVATING' })
    await expect(move('STANDARD')).rejects.toMatchObject({ name: 'ImageStorageClassUpdateNotSupportedException' })
    expect(await scanStatus()).toBe('IMAGE_ARCHIVED')
  })

  it('after a while, and is scanned as a new one', async () => {
    await move('ARCHIVE')
    await move('STANDARD')
    await expect.poll(async () => (await detail())?.imageStatus).toBe('ACTIVE')
    expect(await detail()).toMatchObject({ lastArchivedAt: expect.any(Date), lastActivatedAt: expect.any(Date) })
    expect(['PENDING', 'IN_PROGRESS', 'COMPLETE']).toContain(await scanStatus())
  })

  it('at once when it is pushed again', async () => {
    await move('ARCHIVE')
    await ecr.send(new PutImageCommand({ repositoryName, imageManifest: app.manifest, imageTag: 'v1' }))
    expect((await detail())?.imageStatus).toBe('ACTIVE')
    const again = new PutImageCommand({ repositoryName, imageManifest: app.manifest, imageTag: 'v1' })
    await expect(ecr.send(again)).rejects.toMatchObject({ name: 'ImageAlreadyExistsException' })
  })
})
