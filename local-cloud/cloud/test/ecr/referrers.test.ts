import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  CreateRepositoryCommand,
  ListImageReferrersCommand,
  type ECRClient,
  type ListImageReferrersCommandInput,
} from '@aws-sdk/client-ecr'
import type { LocalCloud } from '@slipway/local-cloud'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'
import {
  blob,
  ecrClient,
  image,
  imageType,
  indexType,
  push,
  registryAuthorization,
  sha256,
  type ImageBytes,
} from '@slipway/test-support/images/push-image'

let cloud: LocalCloud
let ecr: ECRClient
const app = image('app')
const verdict = 'application/vnd.example.verdict'

/** An artifact about `subject`; `n` makes it differ from others. */
function artifact(n: number, rest: object, subject: string = app.digest): ImageBytes {
  const config = blob('application/vnd.oci.empty.v1+json', '{}')
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: imageType,
    config: { mediaType: config.mediaType, digest: config.digest, size: config.size },
    layers: [],
    subject: { mediaType: imageType, digest: subject, size: app.manifest.length },
    annotations: { n: String(n) },
    ...rest,
  })
  return { manifest, mediaType: imageType, digest: sha256(manifest), blobs: [config] }
}

const verdicts = Array.from({ length: 52 }, (_, n) => artifact(n, { artifactType: verdict }))
const untyped = artifact(100, {})
const early = artifact(200, { artifactType: verdict }, `sha256:${'a'.repeat(64)}`)

beforeAll(async () => {
  cloud = await startLocalCloud()
  ecr = ecrClient(cloud)
  await ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
  await push(cloud, 'app', app, 'v1')
  for (const one of [...verdicts, untyped, early]) await push(cloud, 'app', one)
})
afterAll(() => cloud.stop())

const list = (rest: Partial<ListImageReferrersCommandInput> = {}) =>
  ecr.send(new ListImageReferrersCommand({ repositoryName: 'app', subjectId: { imageDigest: app.digest }, ...rest }))

describe('ListImageReferrers', () => {
  it('shows what refers to a digest, with type, annotations and state', async () => {
    const { referrers = [], nextToken } = await list({ maxResults: 1 })
    expect(referrers).toEqual([
      {
        digest: verdicts[0]?.digest,
        mediaType: imageType,
        artifactType: verdict,
        size: verdicts[0]?.manifest.length,
        annotations: { n: '0' },
        artifactStatus: 'ACTIVE',
      },
    ])
    expect(nextToken).toBeDefined()
  })

  it.for([
    { name: '20 where nothing is asked for', maxResults: undefined, sizes: [20, 20, 13] },
    { name: '50 at most', maxResults: 50, sizes: [50, 3] },
  ])('gives pages of $name', async ({ maxResults, sizes }) => {
    const [seen, digests] = [[] as number[], new Set<string | undefined>()]
    let nextToken: string | undefined
    do {
      const page = await list({ ...(maxResults && { maxResults }), ...(nextToken && { nextToken }) })
      seen.push(page.referrers?.length ?? 0)
      for (const { digest } of page.referrers ?? []) digests.add(digest)
      nextToken = page.nextToken
    } while (nextToken !== undefined)
    expect([seen, digests.size]).toEqual([sizes, 53])
    await expect(list({ maxResults: 51 })).rejects.toMatchObject({ name: 'InvalidParameterException' })
  })

  it.for([
    { name: 'a type', filter: { artifactTypes: ['application/vnd.oci.empty.v1+json'] }, found: 1 },
    { name: 'another type', filter: { artifactTypes: ['application/other'] }, found: 0 },
    { name: 'a state that nothing is in', filter: { artifactStatus: 'ARCHIVED' as const }, found: 0 },
    { name: 'any state', filter: { artifactStatus: 'ANY' as const }, found: 50 },
  ])('filters by $name', async ({ filter, found }) => {
    expect((await list({ filter, maxResults: 50 })).referrers).toHaveLength(found)
  })

  it('knows referrers of what is not there yet, and none of what nothing refers to', async () => {
    const ofSubject = async (imageDigest: string): Promise<unknown> =>
      (await list({ subjectId: { imageDigest } })).referrers?.map(({ digest }) => digest)
    expect(await ofSubject(`sha256:${'a'.repeat(64)}`)).toEqual([early.digest])
    expect(await ofSubject(`sha256:${'0'.repeat(64)}`)).toEqual([])
    await expect(list({ subjectId: { imageDigest: 'v1' } })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    })
  })
})

describe('/v2/…/referrers', () => {
  const referrers = async (digest: string, query = ''): Promise<[Response, { digest: string }[]]> => {
    const headers = { authorization: await registryAuthorization(cloud) }
    const answer = await fetch(`${cloud.url}/v2/app/referrers/${digest}${query}`, { headers })
    return [answer, ((await answer.json()) as { manifests: { digest: string }[] }).manifests]
  }

  it('is an index of them, with annotations', async () => {
    const [answer, manifests] = await referrers(app.digest)
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('oci-filters-applied')]).toEqual([
      200,
      indexType,
      null,
    ])
    expect(manifests).toHaveLength(53)
    expect(manifests[0]).toEqual({
      mediaType: imageType,
      digest: verdicts[0]?.digest,
      size: verdicts[0]?.manifest.length,
      artifactType: verdict,
      annotations: { n: '0' },
    })
  })

  it('is filtered by artifactType, and says so', async () => {
    const [answer, manifests] = await referrers(app.digest, '?artifactType=application/vnd.oci.empty.v1%2Bjson')
    expect(answer.headers.get('oci-filters-applied')).toBe('artifactType')
    expect(manifests.map(({ digest }) => digest)).toEqual([untyped.digest])
  })

  it('of what nobody refers to is empty, not missing', async () => {
    const [answer, manifests] = await referrers(`sha256:${'0'.repeat(64)}`)
    expect([answer.status, manifests]).toEqual([200, []])
  })

  it('is announced when a manifest with a subject is put', async () => {
    const pushed = await push(cloud, 'app', artifact(300, {}, early.digest))
    expect([pushed.status, pushed.headers.get('oci-subject')]).toEqual([201, early.digest])
  })
})
