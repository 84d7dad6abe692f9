import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  CompleteLayerUploadCommand,
  CreateRepositoryCommand,
  InitiateLayerUploadCommand,
  UploadLayerPartCommand,
  type ECRClient,
} from '@aws-sdk/client-ecr'
import type { LocalCloud } from '@slipway/local-cloud'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'
import { ecrClient, registryAuthorization, sha256 } from '@slipway/test-support/images/push-image'

let cloud: LocalCloud
let ecr: ECRClient
const repositoryName = 'app'
const half = 5 * 1024 * 1024
const bytes = randomBytes(half + 1000)

beforeAll(async () => {
  cloud = await startLocalCloud()
  ecr = ecrClient(cloud)
  await ecr.send(new CreateRepositoryCommand({ repositoryName }))
})
afterAll(() => cloud.stop())

const start = async (): Promise<string> => {
  const { uploadId = '', partSize } = await ecr.send(new InitiateLayerUploadCommand({ repositoryName }))
  expect(partSize).toBe(10_485_760)
  return uploadId
}
const part = (uploadId: string, from: number, to: number, sent = bytes.subarray(from, to)) =>
  ecr.send(
    new UploadLayerPartCommand({
      repositoryName,
      uploadId,
      partFirstByte: from,
      partLastByte: to - 1,
      layerPartBlob: sent,
    }),
  )
const complete = (uploadId: string, digest = sha256(bytes)) =>
  ecr.send(new CompleteLayerUploadCommand({ repositoryName, uploadId, layerDigests: [digest] }))

describe('a layer through the API', () => {
  it('goes up in parts and is the registry’s', async () => {
    const uploadId = await start()
    expect(await part(uploadId, 0, half)).toMatchObject({ uploadId, lastByteReceived: half - 1 })
    await expect(part(uploadId, 0, half)).rejects.toMatchObject({
      name: 'InvalidLayerPartException',
      lastValidByteReceived: half - 1,
    })
    await part(uploadId, half, bytes.length)
    expect(await complete(uploadId)).toMatchObject({ layerDigest: sha256(bytes) })
    await expect(complete(uploadId)).rejects.toMatchObject({ name: 'UploadNotFoundException' })
    const headers = { authorization: await registryAuthorization(cloud) }
    const got = await fetch(`${cloud.url}/v2/app/blobs/${sha256(bytes)}`, { headers })
    expect(sha256(Buffer.from(await got.arrayBuffer()))).toBe(sha256(bytes))
    const again = await start()
    await part(again, 0, half)
    await expect(complete(again)).rejects.toMatchObject({ name: 'LayerAlreadyExistsException' })
  })

  it.for([
    { name: 'nothing', parts: [], refused: 'EmptyUploadException' },
    { name: 'another digest', parts: [[0, 100]], refused: 'InvalidLayerException' },
    { name: 'a small part before the last', parts: [[0, 100], [100, 200]], refused: 'LayerPartTooSmallException' }, // prettier-ignore
  ] as const)('is refused for $name', async ({ parts, refused }) => {
    const uploadId = await start()
    for (const [from, to] of parts) await part(uploadId, from, to)
    await expect(complete(uploadId, sha256('other'))).rejects.toMatchObject({ name: refused })
  })

  it('is refused where the bytes are not those that were announced, or in no upload', async () => {
    await expect(part(await start(), 0, 10, bytes.subarray(0, 9))).rejects.toMatchObject({
      name: 'InvalidLayerPartException',
    })
    await expect(part('nothing', 0, 10)).rejects.toMatchObject({ name: 'UploadNotFoundException' })
    await expect(complete(await start(), 'latest')).rejects.toMatchObject({ name: 'InvalidParameterException' })
  })
})
