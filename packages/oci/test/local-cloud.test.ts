import {
  BatchCheckLayerAvailabilityCommand,
  CreateRepositoryCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  PutAccountSettingCommand,
} from '@aws-sdk/client-ecr'
import { startLocalCloud, type LocalCloud } from '@slipway/local-cloud'
import { clientOptions } from '@slipway/test-support/cloud/client-options'
import { describe, expect, it, onTestFinished } from 'vitest'
import { attachArtifact, connectRegistry, type Registry, type RegistryOptions } from '../src/index.ts'
import {
  addTwoPlatforms,
  plainImage,
  setRoots,
  types,
  writeFolder,
  type Files,
} from '@slipway/test-support/images/layouts'
import { patient, push } from './pushing.ts'

interface Ecr {
  readonly cloud: LocalCloud
  readonly ecr: ECRClient
  readonly connect: (options?: Partial<RegistryOptions>) => Registry
  /** What a client that shares no code with ours is answered. */
  readonly get: (path: string) => Promise<{ readonly status: number; readonly body: Record<string, unknown> }>
  /** Operations of the registry so far, e.g. `FinishUpload 201`. */
  readonly operations: () => readonly string[]
}

async function startEcr(): Promise<Ecr> {
  const cloud = await startLocalCloud({ conformance: true })
  const ecr = new ECRClient(clientOptions(cloud))
  onTestFinished(async () => {
    ecr.destroy()
    await cloud.stop()
  })
  await ecr.send(new CreateRepositoryCommand({ repositoryName: 'shop/app' }))
  const token = async (): Promise<string> => {
    const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand({}))
    return authorizationData?.[0]?.authorizationToken ?? ''
  }
  return {
    cloud,
    ecr,
    connect(options = {}) {
      const registry = connectRegistry({
        repository: 'shop/app',
        login: async () => ({ endpoint: cloud.url, token: await token() }),
        clock: patient,
        signal: new AbortController().signal,
        connections: 4,
        ...options,
      })
      onTestFinished(() => registry.close())
      return registry
    },
    async get(path) {
      const response = await fetch(`${cloud.url}/v2/shop/app/${path}`, {
        headers: { authorization: `Basic ${await token()}` },
      })
      return { status: response.status, body: (await response.json()) as Record<string, unknown> }
    },
    operations: () =>
      cloud.timeline.events.flatMap((event) =>
        event.kind === 'call' && event.service === 'registry' ? [`${event.operation} ${event.status}`] : [],
      ),
  }
}

async function twoPlatforms(): Promise<{ source: string; digest: string; size: number }> {
  const files: Files = new Map()
  const { digest, size } = addTwoPlatforms(files)
  return {
    source: `oci-layout:${await writeFolder(setRoots(files, [{ digest, size, mediaType: types.index }]))}`,
    digest,
    size,
  }
}

describe('a push to the local cloud', () => {
  it('has one POST and one PUT a blob, no tag, and the digest is there', async () => {
    const { connect, get, operations } = await startEcr()
    const { source, digest } = await twoPlatforms()
    await push(source, connect())
    expect((await get(`manifests/${digest}`)).body['manifests']).toHaveLength(3)
    expect((await get('tags/list')).body['tags']).toEqual([])
    const count = (operation: string): number => operations().filter((each) => each === operation).length
    expect(count('StartUpload 202')).toBe(6)
    expect(count('FinishUpload 201')).toBe(6)
    expect(count('PatchUpload 201')).toBe(0)
  })

  it('asks ECR once which layers are there', async () => {
    const { connect, ecr, operations } = await startEcr()
    const { source } = await twoPlatforms()
    const there = async (digests: readonly string[]): Promise<ReadonlySet<string>> => {
      const command = new BatchCheckLayerAvailabilityCommand({ repositoryName: 'shop/app', layerDigests: [...digests] })
      const { layers = [] } = await ecr.send(command)
      return new Set(
        layers.flatMap(({ layerDigest, layerAvailability }) =>
          layerAvailability === 'AVAILABLE' && layerDigest !== undefined ? [layerDigest] : [],
        ),
      )
    }
    await push(source, connect({ there }))
    expect(operations().filter((each) => each.startsWith('HeadBlob'))).toEqual([])
  })

  it('is finished after resets, throttling and an expired password', async () => {
    const { cloud, connect, get } = await startEcr()
    const { digest, source } = await twoPlatforms()
    let expired = false
    const inject = async (fault: Record<string, unknown>): Promise<void> => {
      const body = JSON.stringify({ service: 'registry', ...fault })
      await fetch(`${cloud.url}/_local/faults`, { method: 'POST', body })
    }
    await inject({ operation: 'FinishUpload', code: 'RESET', times: 2 })
    await inject({ operation: 'StartUpload', code: 'TOOMANYREQUESTS', status: 429, times: 2 })
    await inject({ operation: 'PutManifest', code: 'INTERNAL', status: 500 })
    const registry = connect()
    const flaky: Registry = {
      ...registry,
      async putBlob(blob, file, buffer) {
        const outcome = await registry.putBlob(blob, file, buffer)
        if (!expired) cloud.world.ecr.tokens.expireAll()
        expired = true
        return outcome
      },
    }
    await push(source, flaky)
    expect((await get(`manifests/${digest}`)).status).toBe(200)
  })

  it.for(['ENABLED', 'DISABLED'] as const)('takes blobs over from another repository: %s', async (value) => {
    const { ecr, connect, get, operations } = await startEcr()
    await ecr.send(new PutAccountSettingCommand({ name: 'BLOB_MOUNTING', value }))
    await ecr.send(new CreateRepositoryCommand({ repositoryName: 'shop/base' }))
    const { source, digest } = await twoPlatforms()
    const { pushedBytes } = await push(source, connect({ repository: 'shop/base' }))
    const before = operations().length
    const pushed = await push(source, connect({ mountFrom: ['shop/base'] }))
    const [mounted, sent] = value === 'ENABLED' ? [pushedBytes, 0] : [0, pushedBytes]
    expect(pushed).toMatchObject({ mountedBytes: mounted, pushedBytes: sent, manifests: 4 })
    const posts = operations()
      .slice(before)
      .filter((each) => each.startsWith('StartUpload'))
    expect(posts).toEqual(
      Array.from({ length: 6 }, () => (value === 'ENABLED' ? 'StartUpload 201' : 'StartUpload 202')),
    )
    expect((await get(`manifests/${digest}`)).status).toBe(200)
  })

  it('reads an artifact back as a referrer of its subject, without a tag', async () => {
    const { connect, get } = await startEcr()
    const { files, root } = plainImage()
    await push(`oci-layout:${await writeFolder(files)}`, connect())
    const { digest } = await attachArtifact(connect(), {
      subject: { digest: root.digest, size: root.size, mediaType: root.mediaType },
      artifactType: 'application/vnd.in-toto+json',
      layers: [{ mediaType: 'application/vnd.in-toto+json', bytes: Buffer.from('{}\n') }],
      annotations: { verdict: 'pass' },
    })
    const { manifests } = (await get(`referrers/${root.digest}`)).body
    expect(manifests).toMatchObject([{ digest, artifactType: 'application/vnd.in-toto+json' }])
    expect((await get('tags/list')).body['tags']).toEqual([])
  })
})
