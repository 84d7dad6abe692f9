import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  BatchCheckLayerAvailabilityCommand,
  CreateRepositoryCommand,
  GetAccountSettingCommand,
  PutAccountSettingCommand,
  type ECRClient,
} from '@aws-sdk/client-ecr'
import type { LocalCloud } from '@slipway/local-cloud'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'
import { blob, ecrClient, image, push, pushBlobs, registryAuthorization } from '@slipway/test-support/images/push-image'

let cloud: LocalCloud
let ecr: ECRClient
const base = image('base')
const [config, layer] = base.blobs
const unreferenced = blob('application/octet-stream', 'in no manifest')

beforeAll(async () => {
  cloud = await startLocalCloud()
  ecr = ecrClient(cloud)
  for (const repositoryName of ['base', 'app', 'other']) await ecr.send(new CreateRepositoryCommand({ repositoryName }))
  await ecr.send(
    new CreateRepositoryCommand({ repositoryName: 'secret', encryptionConfiguration: { encryptionType: 'KMS' } }),
  )
  await push(cloud, 'base', base, 'v1')
  await pushBlobs(cloud, 'base', [unreferenced])
})
afterAll(() => cloud.stop())

const set = (name: string, value: string) => ecr.send(new PutAccountSettingCommand({ name, value }))
async function mount(into: string, digest = layer?.digest, from = 'base'): Promise<Response> {
  const headers = { authorization: await registryAuthorization(cloud) }
  return fetch(`${cloud.url}/v2/${into}/blobs/uploads/?mount=${digest}&from=${from}`, { method: 'POST', headers })
}
const thereIn = async (repositoryName: string, digest = ''): Promise<string | undefined> => {
  const command = new BatchCheckLayerAvailabilityCommand({ repositoryName, layerDigests: [digest] })
  return (await ecr.send(command)).layers?.[0]?.layerAvailability
}

describe('account settings', () => {
  it.for([
    ['BASIC_SCAN_TYPE_VERSION', 'AWS_NATIVE'],
    ['REGISTRY_POLICY_SCOPE', 'V2'],
    ['BLOB_MOUNTING', 'DISABLED'],
  ] as const)('%s is %s from the start', async ([name, value]) => {
    expect(await ecr.send(new GetAccountSettingCommand({ name }))).toMatchObject({ name, value })
  })

  it('are changed to the values they have, and to no other', async () => {
    expect(await set('BLOB_MOUNTING', 'ENABLED')).toMatchObject({ name: 'BLOB_MOUNTING', value: 'ENABLED' })
    expect(await ecr.send(new GetAccountSettingCommand({ name: 'BLOB_MOUNTING' }))).toMatchObject({ value: 'ENABLED' })
    const refused = { name: 'InvalidParameterException' }
    await expect(set('BLOB_MOUNTING', 'V2')).rejects.toMatchObject(refused)
    await expect(set('BLOB_SHARING', 'ENABLED')).rejects.toMatchObject(refused)
    await expect(ecr.send(new GetAccountSettingCommand({ name: 'BLOB_SHARING' }))).rejects.toMatchObject(refused)
  })
})

describe('a mount', () => {
  it('is granted when it is enabled, for layers and configs that an image has', async () => {
    await set('BLOB_MOUNTING', 'ENABLED')
    for (const digest of [layer?.digest, config?.digest]) {
      expect(await thereIn('app', digest)).toBe('UNAVAILABLE')
      const mounted = await mount('app', digest)
      expect([mounted.status, mounted.headers.get('location'), mounted.headers.get('docker-content-digest')]).toEqual([
        201,
        `${cloud.url}/v2/app/blobs/${digest}`,
        digest,
      ])
      expect(await thereIn('app', digest)).toBe('AVAILABLE')
    }
    const headers = { authorization: await registryAuthorization(cloud), 'content-type': base.mediaType }
    const put = await fetch(`${cloud.url}/v2/app/manifests/v1`, { method: 'PUT', headers, body: base.manifest })
    expect(put.status).toBe(201)
  })

  it.for([
    { name: 'while it is disabled', disabled: true, given: {} },
    { name: 'of a blob that no manifest names', given: { digest: unreferenced.digest } },
    { name: 'of a blob that is not there', given: { digest: `sha256:${'0'.repeat(64)}` } },
    { name: 'from a repository without it', given: { from: 'secret' } },
    { name: 'from a repository that is not there', given: { from: 'nowhere' } },
    { name: 'into a repository that is encrypted in another way', given: { into: 'secret' } },
  ])('is not granted $name: 202 and an upload', async ({ disabled, given }) => {
    await set('BLOB_MOUNTING', disabled === true ? 'DISABLED' : 'ENABLED')
    const { into = 'other', digest, from }: { into?: string; digest?: string; from?: string } = given
    const answer = await mount(into, digest, from)
    expect([answer.status, answer.headers.get('location')]).toEqual([202, expect.stringContaining('/blobs/uploads/')])
    expect(await thereIn(into, digest ?? layer?.digest)).toBe('UNAVAILABLE')
  })
})
