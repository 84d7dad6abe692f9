import { request as httpRequest } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CreateRepositoryCommand } from '@aws-sdk/client-ecr'
import type { LocalCloud } from '@slipway/local-cloud'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'
import {
  blob,
  ecrClient,
  image,
  imageType,
  index,
  push,
  pushBlobs,
  registryAuthorization,
  sha256,
} from '@slipway/test-support/images/push-image'

let cloud: LocalCloud
let authorization: string
const app = image('app', { Entrypoint: ['node'], Cmd: ['main.js'], Env: ['A=1'], WorkingDir: '/srv' })

beforeAll(async () => {
  cloud = await startLocalCloud()
  authorization = await registryAuthorization(cloud)
  const ecr = ecrClient(cloud)
  await ecr.send(new CreateRepositoryCommand({ repositoryName: 'team/app' }))
  await ecr.send(new CreateRepositoryCommand({ repositoryName: 'fixed', imageTagMutability: 'IMMUTABLE' }))
  await push(cloud, 'team/app', app, 'v1')
})
afterAll(() => cloud.stop())

function call(method: string, path: string, init: RequestInit = {}): Promise<Response> {
  const url = path.startsWith('http') ? path : `${cloud.url}/v2/${path}`
  return fetch(url, { method, ...init, headers: { authorization, ...(init.headers as Record<string, string>) } })
}

async function refusal(response: Response): Promise<[number, string]> {
  const { errors } = (await response.json()) as { errors: [{ code: string }] }
  return [response.status, errors[0].code]
}

async function startUpload(repository = 'team/app'): Promise<string> {
  const response = await call('POST', `${repository}/blobs/uploads/`)
  expect(response.status).toBe(202)
  return response.headers.get('location') ?? ''
}

describe('authorization', () => {
  it('is asked for with a Basic challenge, as docker and skopeo need it', async () => {
    const response = await fetch(`${cloud.url}/v2/`)
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toBe(`Basic realm="${cloud.url}/",service="ecr.amazonaws.com"`)
    expect((await call('GET', '')).status).toBe(200)
  })

  it('is refused with another password, and as expired once it has expired', async () => {
    const wrong = `Basic ${Buffer.from('AWS:guess').toString('base64')}`
    expect(await refusal(await call('GET', '', { headers: { authorization: wrong } }))).toEqual([401, 'UNAUTHORIZED'])
    const old = await registryAuthorization(cloud)
    await fetch(`${cloud.url}/_local/registry-tokens`, { method: 'POST', body: '{"expired":true}' })
    expect(await refusal(await call('GET', '', { headers: { authorization: old } }))).toEqual([403, 'DENIED'])
    authorization = await registryAuthorization(cloud)
  })
})

describe('blobs', () => {
  const layer = blob('application/octet-stream', 'some bytes of a layer')

  it('come in with one PUT and go out whole, in ranges, or as a HEAD', async () => {
    await pushBlobs(cloud, 'team/app', [layer])
    const path = `team/app/blobs/${layer.digest}`
    const head = await call('HEAD', path)
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(layer.size)])
    expect(await (await call('GET', path)).text()).toBe('some bytes of a layer')
    const cases = { 'bytes=5-9': 'bytes', 'bytes=16-': 'layer', 'bytes=-5': 'layer' }
    for (const [range, text] of Object.entries(cases)) {
      const part = await call('GET', path, { headers: { range } })
      expect([part.status, await part.text()]).toEqual([206, text])
    }
    expect((await call('GET', path, { headers: { range: 'bytes=100-' } })).status).toBe(416)
  })

  it('come in by PATCH, answered 201 as ECR does, and are in this repository only', async () => {
    const parts = ['patched ', 'blob']
    let location = await startUpload()
    const patched = await call('PATCH', location, { body: parts[0] ?? '' })
    expect([patched.status, patched.headers.get('range')]).toEqual([201, '0-7'])
    location = patched.headers.get('location') ?? ''
    const status = await call('GET', location)
    expect([status.status, status.headers.get('range')]).toEqual([204, '0-7'])
    const digest = sha256('patched ')
    expect((await call('PUT', `${location}?digest=${digest}`)).status).toBe(201)
    expect((await call('HEAD', `team/app/blobs/${digest}`)).status).toBe(200)
    expect(await refusal(await call('GET', `fixed/blobs/${digest}`))).toEqual([404, 'BLOB_UNKNOWN'])
  })

  it.for([
    { name: 'another digest', body: 'bytes', digest: sha256('other bytes'), refused: 'DIGEST_INVALID' },
    { name: 'something that is no digest', body: 'bytes', digest: '../../etc', refused: 'DIGEST_INVALID' },
    { name: 'nothing at all', body: '', digest: sha256(''), refused: 'BLOB_UPLOAD_INVALID' },
  ])('are refused for $name, and the upload is gone', async ({ body, digest, refused }) => {
    const location = await startUpload()
    expect(await refusal(await call('PUT', `${location}?digest=${encodeURIComponent(digest)}`, { body }))).toEqual([
      400,
      refused,
    ])
    expect(await refusal(await call('GET', location))).toEqual([404, 'BLOB_UPLOAD_UNKNOWN'])
  })

  it('refuse a part under 5 MiB that is not the last, and one that starts elsewhere', async () => {
    const location = await startUpload()
    await call('PATCH', location, { body: 'small' })
    expect(await refusal(await call('PATCH', location, { body: 'more' }))).toEqual([400, 'SIZE_INVALID'])
    const other = await startUpload()
    const misplaced = await call('PATCH', other, { body: 'x', headers: { 'content-range': '5-5' } })
    expect(misplaced.status).toBe(416)
  })

  it('that break off are forgotten', async () => {
    const location = await startUpload()
    await new Promise<void>((resolve) => {
      const broken = httpRequest(`${location}?digest=${layer.digest}`, {
        method: 'PUT',
        headers: { authorization, 'content-length': 1000 },
      })
      broken.on('error', () => resolve())
      broken.write('half', () => broken.destroy(new Error('cut')))
    })
    await expect.poll(async () => (await call('GET', location)).status).toBe(404)
  })

  it('are not mounted from elsewhere: the client is asked to upload', async () => {
    const response = await call('POST', `fixed/blobs/uploads/?mount=${app.blobs[0]?.digest}&from=team/app`)
    expect(response.status).toBe(202)
    expect((await call('DELETE', response.headers.get('location') ?? '')).status).toBe(204)
  })
})

describe('manifests', () => {
  it('come back byte for byte, by tag and by digest, with their media type', async () => {
    for (const reference of ['v1', app.digest]) {
      const response = await call('GET', `team/app/manifests/${reference}`)
      expect(await response.text()).toBe(app.manifest)
      expect(response.headers.get('content-type')).toBe(imageType)
      expect(response.headers.get('docker-content-digest')).toBe(app.digest)
    }
    const head = await call('HEAD', 'team/app/manifests/v1')
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(app.manifest.length)])
  })

  it('may be put again, unlike with PutImage', async () => {
    expect((await push(cloud, 'team/app', app, 'v1')).status).toBe(201)
  })

  it.for([
    { name: 'a tag that is not there', path: 'team/app/manifests/v9', refused: [404, 'MANIFEST_UNKNOWN'] },
    { name: 'a repository that is not there', path: 'nowhere/manifests/v1', refused: [404, 'NAME_UNKNOWN'] },
    { name: 'a path of another kind', path: 'team/app/other/v1', refused: [405, 'UNSUPPORTED'] },
  ])('are refused for $name', async ({ path, refused }) => {
    expect(await refusal(await call('GET', path))).toEqual(refused)
  })

  it('are refused without their layers, under another digest, and over an immutable tag', async () => {
    const other = image('other')
    const put = (path: string, body: string): Promise<Response> =>
      call('PUT', path, { body, headers: { 'content-type': imageType } })
    expect(await refusal(await put('fixed/manifests/v1', other.manifest))).toEqual([400, 'MANIFEST_BLOB_UNKNOWN'])
    await push(cloud, 'fixed', app, 'v1')
    await pushBlobs(cloud, 'fixed', other.blobs)
    expect(await refusal(await put('fixed/manifests/v1', other.manifest))).toEqual([400, 'TAG_INVALID'])
    const wrong = await put(`fixed/manifests/${app.digest}`, other.manifest)
    expect(await refusal(wrong)).toEqual([400, 'DIGEST_INVALID'])
  })

  it('with a subject are listed as its referrers', async () => {
    const config = blob('application/vnd.oci.empty.v1+json', '{}')
    const manifest = JSON.stringify({
      schemaVersion: 2,
      mediaType: imageType,
      artifactType: 'application/vnd.example.verdict',
      config: { mediaType: config.mediaType, digest: config.digest, size: config.size },
      layers: [],
      subject: { mediaType: imageType, digest: app.digest, size: app.manifest.length },
    })
    const referrer = { manifest, mediaType: imageType, digest: sha256(manifest), blobs: [config] }
    const pushed = await push(cloud, 'team/app', referrer)
    expect(pushed.headers.get('oci-subject')).toBe(app.digest)
    expect(await (await call('GET', `team/app/referrers/${app.digest}`)).json()).toMatchObject({
      manifests: [{ digest: referrer.digest, artifactType: 'application/vnd.example.verdict' }],
    })
  })
})

describe('lists', () => {
  it('show repositories and tags, page by page', async () => {
    expect(await (await call('GET', '_catalog')).json()).toEqual({ repositories: ['fixed', 'team/app'] })
    const page = await call('GET', '_catalog?n=1')
    expect(await page.json()).toEqual({ repositories: ['fixed'] })
    const next = /<(.+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1] ?? ''
    expect(await (await call('GET', `${cloud.url}${next}`)).json()).toEqual({ repositories: ['team/app'] })
    expect(await (await call('GET', 'team/app/tags/list')).json()).toEqual({ name: 'team/app', tags: ['v1'] })
  })
})

describe('faults', () => {
  it('answer instead of the registry, and cut the connection', async () => {
    cloud.faults.inject({ service: 'registry', operation: 'StartUpload', code: 'TOOMANYREQUESTS', status: 429 })
    expect(await refusal(await call('POST', 'team/app/blobs/uploads/'))).toEqual([429, 'TOOMANYREQUESTS'])
    cloud.faults.inject({ service: 'registry', operation: 'StartUpload', code: 'RESET' })
    await expect(call('POST', 'team/app/blobs/uploads/')).rejects.toThrow('fetch failed')
    await startUpload()
  })
})

describe('a pull by ECS', () => {
  const reference = (rest: string): string => `${cloud.registryHost}/${rest}`

  it('gives config and layer files, by tag and by digest', async () => {
    const pulled = await cloud.world.images.pull(reference('team/app:v1'))
    expect(pulled).toMatchObject({
      digest: app.digest,
      config: { entrypoint: ['node'], cmd: ['main.js'], env: ['A=1'], workingDir: '/srv' },
      layers: [{ digest: app.blobs[1]?.digest, mediaType: app.blobs[1]?.mediaType }],
    })
    expect(await cloud.world.images.pull(reference(`team/app@${app.digest}`))).toEqual(pulled)
    expect(await cloud.world.images.pull(reference(`team/app:other@${app.digest}`))).toEqual(pulled)
  })

  it('of an index gives the child for this machine', async () => {
    const child = image('child')
    await push(cloud, 'team/app', child)
    const children = process.arch === 'arm64' ? [app, child] : [child, app]
    await push(cloud, 'team/app', index(...children), 'multi')
    expect((await cloud.world.images.pull(reference('team/app:multi'))).digest).toBe(child.digest)
  })

  it.for(['team/app:v9', `team/app@sha256:${'0'.repeat(64)}`, 'nowhere:v1'])('of %s cannot be', async (rest) => {
    await expect(cloud.world.images.pull(reference(rest))).rejects.toThrow(
      /^CannotPullContainerError: .*(not found|denied)/,
    )
  })

  it('from another registry cannot be', async () => {
    await expect(cloud.world.images.pull('registry.example/app:v1')).rejects.toThrow('CannotPullContainerError')
  })
})
