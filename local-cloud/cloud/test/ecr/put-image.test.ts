import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  BatchDeleteImageCommand,
  BatchGetImageCommand,
  CreateRepositoryCommand,
  DescribeImagesCommand,
  ListImagesCommand,
  PutImageCommand,
  type ECRClient,
  type PutImageCommandInput,
} from '@aws-sdk/client-ecr'
import type { LocalCloud } from '@slipway/local-cloud'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'
import { ecrClient, image, imageType, index, push, pushBlobs } from '@slipway/test-support/images/push-image'

let cloud: LocalCloud
let ecr: ECRClient
const first = image('first')
const second = image('second')

beforeAll(async () => {
  cloud = await startLocalCloud()
  ecr = ecrClient(cloud)
  await ecr.send(new CreateRepositoryCommand({ repositoryName: 'app', imageTagMutability: 'IMMUTABLE' }))
  await push(cloud, 'app', first, 'v1')
  await push(cloud, 'app', second)
})
afterAll(() => cloud.stop())

interface Refused {
  readonly name: string
  readonly input: Partial<PutImageCommandInput>
  readonly code: string
  readonly message: RegExp
}

const unknownChild = index(image('never pushed'))
const refused: readonly Refused[] = [
  {
    name: 'a repository that is not there',
    input: { repositoryName: 'nowhere' },
    code: 'RepositoryNotFoundException',
    message: /name 'nowhere' does not exist in the registry with id '123456789012'/,
  },
  {
    name: 'a registry that is another account',
    input: { registryId: '210987654321' },
    code: 'RepositoryNotFoundException',
    message: /registry with id '210987654321'/,
  },
  {
    name: 'the same manifest under the same tag',
    input: { imageTag: 'v1' },
    code: 'ImageAlreadyExistsException',
    message: /digest 'sha256:\w+' and tag 'v1' already exists/,
  },
  {
    name: 'the same manifest without a tag',
    input: {},
    code: 'ImageAlreadyExistsException',
    message: /digest 'sha256:\w+' already exists/,
  },
  {
    name: 'another manifest under an immutable tag',
    input: { imageManifest: second.manifest, imageTag: 'v1' },
    code: 'ImageTagAlreadyExistsException',
    message: /tag 'v1' already exists in the 'app' repository and cannot be overwritten because the tag is immutable/,
  },
  {
    name: 'bytes that have not the digest given',
    input: { imageManifest: `${first.manifest}\n`, imageDigest: first.digest, imageTag: 'v2' },
    code: 'ImageDigestDoesNotMatchException',
    message: new RegExp(first.digest),
  },
  {
    name: 'layers that were never uploaded',
    input: { imageManifest: image('elsewhere').manifest, imageTag: 'v2' },
    code: 'LayersNotFoundException',
    message: /Layers with digests '\[sha256:\w+, sha256:\w+\]'/,
  },
  {
    name: 'an index over an image that is not in this repository',
    input: { imageManifest: unknownChild.manifest, imageTag: 'v2' },
    code: 'ReferencedImagesNotFoundException',
    message: /Images with digests '\[sha256:\w+\]'/,
  },
  {
    name: 'something that is not JSON',
    input: { imageManifest: 'manifest', imageTag: 'v2' },
    code: 'InvalidParameterException',
    message: /'imageManifest'/,
  },
  {
    name: 'a manifest of which nobody says the media type',
    input: { imageManifest: '{"schemaVersion":2}', imageTag: 'v2' },
    code: 'InvalidParameterException',
    message: /'imageManifestMediaType'/,
  },
  {
    name: 'a media type that is not the manifest’s own',
    input: { imageManifestMediaType: 'application/vnd.docker.distribution.manifest.v2+json', imageTag: 'v2' },
    code: 'InvalidParameterException',
    message: new RegExp(imageType.replaceAll('+', String.raw`\+`)),
  },
  {
    name: 'a tag that is no tag',
    input: { imageTag: 'not a tag' },
    code: 'InvalidParameterException',
    message: /'not a tag'/,
  },
]

describe('PutImage refuses', () => {
  it.for(refused)('$name', async ({ input, code, message }) => {
    const put = new PutImageCommand({ repositoryName: 'app', imageManifest: first.manifest, ...input })
    await expect(ecr.send(put)).rejects.toMatchObject({ name: code, message: expect.stringMatching(message) })
  })
})

describe('PutImage', () => {
  it('gives another tag to the same bytes, and the timeline knows it', async () => {
    const tagged = await ecr.send(
      new PutImageCommand({
        repositoryName: 'app',
        imageManifest: first.manifest,
        imageManifestMediaType: first.mediaType,
        imageDigest: first.digest,
        imageTag: 'stable',
      }),
    )
    expect(tagged.image).toMatchObject({
      registryId: '123456789012',
      repositoryName: 'app',
      imageId: { imageDigest: first.digest, imageTag: 'stable' },
      imageManifest: first.manifest,
      imageManifestMediaType: imageType,
    })
    expect(cloud.timeline.events.findLast(({ kind }) => kind === 'tag')).toMatchObject({
      repository: 'app',
      tag: 'stable',
      digest: first.digest,
    })
    const { imageDetails } = await ecr.send(
      new DescribeImagesCommand({ repositoryName: 'app', imageIds: [{ imageTag: 'stable' }] }),
    )
    expect(imageDetails).toMatchObject([
      { imageDigest: first.digest, imageTags: ['stable', 'v1'], imageStatus: 'ACTIVE' },
    ])
    expect(imageDetails?.[0]).not.toHaveProperty('imageScanStatus')
    expect(imageDetails?.[0]?.imageSizeInBytes).toBe(first.blobs.reduce((sum, { size }) => sum + size, 0))
    expect(imageDetails?.[0]?.imagePushedAt).toBeInstanceOf(Date)
  })

  it('obeys exclusion filters, whichever way round they are', async () => {
    const filters = [{ filterType: 'WILDCARD' as const, filter: 'candidate-*' }]
    for (const [repositoryName, imageTagMutability, moving, fixed] of [
      ['mostly-fixed', 'IMMUTABLE_WITH_EXCLUSION', 'candidate-1', 'v1'],
      ['mostly-moving', 'MUTABLE_WITH_EXCLUSION', 'latest', 'candidate-1'],
    ] as const) {
      await ecr.send(
        new CreateRepositoryCommand({
          repositoryName,
          imageTagMutability,
          imageTagMutabilityExclusionFilters: filters,
        }),
      )
      await pushBlobs(cloud, repositoryName, [...first.blobs, ...second.blobs])
      const put = (imageTag: string, { manifest }: { manifest: string }): Promise<unknown> =>
        ecr.send(new PutImageCommand({ repositoryName, imageManifest: manifest, imageTag }))
      await put(moving, first)
      await put(fixed, first)
      await put(moving, second)
      await expect(put(fixed, second)).rejects.toMatchObject({ name: 'ImageTagAlreadyExistsException' })
    }
  })
})

describe('BatchGetImage', () => {
  it('answers 200 with the bytes that were put and with a failure for each id that names nothing', async () => {
    const other = `sha256:${'0'.repeat(64)}`
    const { images, failures } = await ecr.send(
      new BatchGetImageCommand({
        repositoryName: 'app',
        imageIds: [
          { imageDigest: first.digest },
          { imageTag: 'nothing' },
          { imageTag: 'v1', imageDigest: second.digest },
          { imageDigest: 'no digest' },
          { imageDigest: other },
          {},
        ],
      }),
    )
    expect(images?.map(({ imageManifest }) => imageManifest)).toEqual([first.manifest])
    expect(failures?.map(({ failureCode }) => failureCode)).toEqual([
      'ImageNotFound',
      'ImageTagDoesNotMatchDigest',
      'InvalidImageDigest',
      'ImageNotFound',
      'MissingDigestAndTag',
    ])
  })

  it('does not give a media type that is not accepted', async () => {
    const { images, failures } = await ecr.send(
      new BatchGetImageCommand({
        repositoryName: 'app',
        imageIds: [{ imageDigest: first.digest }],
        acceptedMediaTypes: ['application/vnd.docker.distribution.manifest.v2+json'],
      }),
    )
    expect(images).toEqual([])
    expect(failures).toMatchObject([{ failureCode: 'ImageNotFound', imageId: { imageDigest: first.digest } }])
  })
})

describe('BatchDeleteImage', () => {
  it('removes a tag, with the last tag the image, and nothing that an index refers to', async () => {
    await ecr.send(new CreateRepositoryCommand({ repositoryName: 'deleting' }))
    await push(cloud, 'deleting', first, 'a')
    await push(cloud, 'deleting', first, 'b')
    await push(cloud, 'deleting', second, 'child')
    const multi = index(second)
    await push(cloud, 'deleting', multi, 'multi')
    const remove = (imageTag: string): Promise<unknown> =>
      ecr.send(new BatchDeleteImageCommand({ repositoryName: 'deleting', imageIds: [{ imageTag }] }))
    const left = async (): Promise<unknown> =>
      (await ecr.send(new ListImagesCommand({ repositoryName: 'deleting' }))).imageIds

    expect(await remove('a')).toMatchObject({ imageIds: [{ imageDigest: first.digest, imageTag: 'a' }], failures: [] })
    expect(await left()).toContainEqual({ imageDigest: first.digest, imageTag: 'b' })
    await remove('b')
    expect(await left()).not.toContainEqual(expect.objectContaining({ imageDigest: first.digest }))
    expect(await remove('child')).toMatchObject({ failures: [{ failureCode: 'ImageReferencedByManifestList' }] })
    await remove('multi')
    await remove('child')
    expect(await left()).toEqual([])
  })
})
