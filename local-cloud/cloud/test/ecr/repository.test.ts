import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  BatchCheckLayerAvailabilityCommand,
  CreateRepositoryCommand,
  DeleteRepositoryCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  GetAuthorizationTokenCommand,
  ListImagesCommand,
  PutImageCommand,
  PutImageTagMutabilityCommand,
  type CreateRepositoryCommandInput,
  type ECRClient,
} from '@aws-sdk/client-ecr'
import type { LocalCloud } from '@slipway/local-cloud'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'
import { ecrClient, image, push } from '@slipway/test-support/images/push-image'

let cloud: LocalCloud
let ecr: ECRClient
beforeEach(async () => {
  cloud = await startLocalCloud()
  ecr = ecrClient(cloud)
})
afterEach(() => cloud.stop())

describe('CreateRepository', () => {
  it('makes what DescribeRepositories then shows', async () => {
    const { repository } = await ecr.send(new CreateRepositoryCommand({ repositoryName: 'team/app' }))
    expect(repository).toEqual({
      repositoryArn: 'arn:aws:ecr:us-east-1:123456789012:repository/team/app',
      registryId: '123456789012',
      repositoryName: 'team/app',
      repositoryUri: `${cloud.registryHost}/team/app`,
      createdAt: expect.any(Date) as Date,
      imageTagMutability: 'MUTABLE',
      imageScanningConfiguration: { scanOnPush: false },
      encryptionConfiguration: { encryptionType: 'AES256' },
    })
    const { repositories } = await ecr.send(new DescribeRepositoriesCommand({ repositoryNames: ['team/app'] }))
    expect(repositories).toEqual([repository])
  })

  const filter = { filterType: 'WILDCARD', filter: 'v*' } as const
  const refused: readonly (readonly [string, Partial<CreateRepositoryCommandInput>, string])[] = [
    ['a name that is taken', { repositoryName: 'taken' }, 'RepositoryAlreadyExistsException'],
    ['a name in capitals', { repositoryName: 'App' }, 'InvalidParameterException'],
    [
      'a mode with exclusion and no filter',
      { imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION' },
      'InvalidParameterException',
    ],
    [
      'a filter in a mode without exclusion',
      { imageTagMutabilityExclusionFilters: [filter] },
      'InvalidParameterException',
    ],
    [
      'six filters',
      {
        imageTagMutability: 'MUTABLE_WITH_EXCLUSION',
        imageTagMutabilityExclusionFilters: Array.from({ length: 6 }, () => filter),
      },
      'InvalidParameterException',
    ],
    [
      'a filter that is no wildcard',
      {
        imageTagMutability: 'MUTABLE_WITH_EXCLUSION',
        imageTagMutabilityExclusionFilters: [{ ...filter, filter: 'v?' }],
      },
      'InvalidParameterException',
    ],
    ['a registry that is another account', { registryId: '210987654321' }, 'InvalidParameterException'],
    ['a tag key of AWS', { tags: [{ Key: 'aws:cost', Value: '1' }] }, 'InvalidTagParameterException'],
    [
      'fifty-one tags',
      { tags: Array.from({ length: 51 }, (_, n) => ({ Key: `k${n}`, Value: '' })) },
      'TooManyTagsException',
    ],
  ]
  it.for(refused)('refuses %s', async ([, input, code]) => {
    await ecr.send(new CreateRepositoryCommand({ repositoryName: 'taken' }))
    const create = new CreateRepositoryCommand({ repositoryName: 'free', ...input })
    await expect(ecr.send(create)).rejects.toMatchObject({ name: code })
  })
})

describe('DescribeRepositories', () => {
  it('goes page by page, and does not know what is not there', async () => {
    for (const repositoryName of ['c1', 'a1', 'b1']) await ecr.send(new CreateRepositoryCommand({ repositoryName }))
    const first = await ecr.send(new DescribeRepositoriesCommand({ maxResults: 2 }))
    expect(first.repositories?.map(({ repositoryName }) => repositoryName)).toEqual(['a1', 'b1'])
    const second = await ecr.send(new DescribeRepositoriesCommand({ nextToken: first.nextToken }))
    expect(second.repositories?.map(({ repositoryName }) => repositoryName)).toEqual(['c1'])
    expect(second.nextToken).toBeUndefined()
    const unknown = new DescribeRepositoriesCommand({ repositoryNames: ['nowhere'] })
    await expect(ecr.send(unknown)).rejects.toMatchObject({ name: 'RepositoryNotFoundException' })
    const mixed = new DescribeRepositoriesCommand({ repositoryNames: ['a1'], maxResults: 1 })
    await expect(ecr.send(mixed)).rejects.toMatchObject({ name: 'InvalidParameterException' })
    const wrong = new DescribeRepositoriesCommand({ nextToken: 'mine' })
    await expect(ecr.send(wrong)).rejects.toMatchObject({ name: 'InvalidParameterException' })
  })
})

describe('PutImageTagMutability', () => {
  it('holds from the next push on', async () => {
    await ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
    await push(cloud, 'app', image('one'), 'v1')
    const set = new PutImageTagMutabilityCommand({ repositoryName: 'app', imageTagMutability: 'IMMUTABLE' })
    expect(await ecr.send(set)).toMatchObject({ repositoryName: 'app', imageTagMutability: 'IMMUTABLE' })
    expect((await push(cloud, 'app', image('two'), 'v1')).status).toBe(400)
  })
})

describe('DeleteRepository', () => {
  it('keeps images unless forced', async () => {
    await ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
    await push(cloud, 'app', image('one'), 'v1')
    const remove = (force?: boolean): Promise<unknown> =>
      ecr.send(new DeleteRepositoryCommand({ repositoryName: 'app', ...(force && { force }) }))
    await expect(remove()).rejects.toMatchObject({ name: 'RepositoryNotEmptyException' })
    expect(await remove(true)).toMatchObject({ repository: { repositoryName: 'app' } })
    await expect(remove(true)).rejects.toMatchObject({ name: 'RepositoryNotFoundException' })
  })
})

describe('GetAuthorizationToken', () => {
  it('gives a password for user AWS that holds twelve hours of the wall clock', async () => {
    const { authorizationData = [] } = await ecr.send(new GetAuthorizationTokenCommand({}))
    const [data] = authorizationData
    expect(Buffer.from(data?.authorizationToken ?? '', 'base64').toString()).toMatch(/^AWS:.{40,}$/)
    expect(data?.proxyEndpoint).toBe(cloud.url)
    const hours = ((data?.expiresAt?.getTime() ?? 0) - Date.now()) / 3_600_000
    expect(hours).toBeCloseTo(12, 1)
  })
})

describe('BatchCheckLayerAvailability', () => {
  it('says of many layers at once which are there', async () => {
    await ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
    const app = image('one')
    await push(cloud, 'app', app)
    const layer = app.blobs[1]
    const missing = `sha256:${'0'.repeat(64)}`
    const layerDigests = [layer?.digest ?? '', missing, 'nonsense']
    expect(
      await ecr.send(new BatchCheckLayerAvailabilityCommand({ repositoryName: 'app', layerDigests })),
    ).toMatchObject({
      layers: [
        { layerDigest: layer?.digest, layerAvailability: 'AVAILABLE', layerSize: layer?.size },
        { layerDigest: missing, layerAvailability: 'UNAVAILABLE' },
      ],
      failures: [{ layerDigest: 'nonsense', failureCode: 'InvalidLayerDigest' }],
    })
  })
})

describe('lists of images', () => {
  it('are filtered by tag status and go page by page', async () => {
    await ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
    const [tagged, bare] = [image('tagged'), image('bare')]
    await push(cloud, 'app', tagged, 'v1')
    await push(cloud, 'app', tagged, 'v2')
    await push(cloud, 'app', bare)
    const list = async (input: object): Promise<unknown> =>
      (await ecr.send(new ListImagesCommand({ repositoryName: 'app', ...input }))).imageIds
    const describeDigests = async (input: object): Promise<unknown> => {
      const found = await ecr.send(new DescribeImagesCommand({ repositoryName: 'app', ...input }))
      return found.imageDetails?.map(({ imageDigest }) => imageDigest)
    }
    expect(await list({ filter: { tagStatus: 'TAGGED' } })).toEqual([
      { imageDigest: tagged.digest, imageTag: 'v1' },
      { imageDigest: tagged.digest, imageTag: 'v2' },
    ])
    expect(await list({ filter: { tagStatus: 'UNTAGGED' } })).toEqual([{ imageDigest: bare.digest }])
    expect(await list({ maxResults: 2 })).toHaveLength(2)
    expect(await describeDigests({ filter: { tagStatus: 'UNTAGGED' } })).toEqual([bare.digest])
    expect(await describeDigests({ filter: { imageStatus: 'ARCHIVED' } })).toEqual([])
    expect(await describeDigests({ maxResults: 1 })).toEqual([tagged.digest])
    const unknown = describeDigests({ imageIds: [{ imageTag: 'v9' }] })
    await expect(unknown).rejects.toMatchObject({ name: 'ImageNotFoundException' })
  })
})

describe('quotas of PutImage', () => {
  it('are a hundred thousand images a repository and a thousand tags an image', async () => {
    await ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
    const app = image('one')
    await push(cloud, 'app', app, 'v1')
    const repository = cloud.world.ecr.repositories.get('app')
    for (let n = 1; n < 1000; n += 1) repository?.tags.set(`t${n}`, app.digest)
    const more = { repositoryName: 'app', imageManifest: app.manifest, imageTag: 'more' }
    await expect(ecr.send(new PutImageCommand(more))).rejects.toMatchObject({ name: 'LimitExceededException' })
    const [stored] = repository?.images.values() ?? []
    if (stored === undefined) throw new Error('the image is gone')
    for (let n = 1; n < 100_000; n += 1) repository?.images.set(`sha256:${n}`, stored)
    expect((await push(cloud, 'app', image('two'), 'v2')).status).toBe(403)
  })
})
