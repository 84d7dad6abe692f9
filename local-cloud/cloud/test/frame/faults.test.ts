import { randomBytes } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  CreateRepositoryCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  PutImageCommand,
  type ECRClient,
} from '@aws-sdk/client-ecr'
import type { AnsweredRequest, Fault, LocalCloud, SeenRequest } from '@slipway/local-cloud'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'
import { blob, ecrClient, image, push, pushBlobs, registryAuthorization } from '@slipway/test-support/images/push-image'

let cloud: LocalCloud
let ecr: ECRClient
let authorization: string
const app = image('app')
const layer = blob('application/octet-stream', randomBytes(300_000))

beforeAll(async () => {
  cloud = await startLocalCloud({ speed: 1000 })
  ecr = ecrClient(cloud)
  authorization = await registryAuthorization(cloud)
  for (const repositoryName of ['app', 'other']) await ecr.send(new CreateRepositoryCommand({ repositoryName }))
  await push(cloud, 'app', app, 'v1')
})
afterAll(() => cloud.stop())
afterEach(() => cloud.faults.clear())

const describeApp = (repositoryName = 'app'): Promise<unknown> =>
  ecr.send(new DescribeImagesCommand({ repositoryName }))
const inject = (fault: object): Promise<Response> =>
  fetch(`${cloud.url}/_local/faults`, { method: 'POST', body: JSON.stringify(fault) })
const registry = (method: string, path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(path.startsWith('http') ? path : `${cloud.url}/v2/${path}`, { method, headers: { authorization }, ...init })
/** Without asking for it, as every request may be held. */
const tokenOf = (of: LocalCloud): string => `Basic ${of.world.ecr.tokens.issue().token}`
const outcomes = async (count: number, send: () => Promise<unknown>): Promise<string[]> => {
  const seen: string[] = []
  for (let n = 0; n < count; n += 1) {
    seen.push(await send().then(() => 'ok', (error: Error) => error.name)) // prettier-ignore
  }
  return seen
}

/** Sends a body over a socket of its own; tells how it ended and how much of the body had gone out. */
function upload(location: string, bytes: Uint8Array): Promise<string> {
  return new Promise((resolve) => {
    const sent = httpRequest(location, { method: 'PUT', headers: { authorization, 'content-length': bytes.length } })
    sent.on('response', (response) => resolve(String(response.resume().statusCode)))
    sent.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    sent.end(bytes)
  })
}

async function startUpload(): Promise<string> {
  return (await registry('POST', 'app/blobs/uploads/')).headers.get('location') ?? ''
}

describe('a fault', () => {
  it('throttles as often as told, from the request it is told, and one operation or repository only', async () => {
    cloud.faults.inject({
      service: 'ecr',
      operation: 'DescribeImages',
      code: 'ThrottlingException',
      times: 2,
      after: 1,
    })
    expect(await outcomes(4, describeApp)).toEqual(['ok', 'ThrottlingException', 'ThrottlingException', 'ok'])
    cloud.faults.inject({ service: 'ecr', code: 'ThrottlingException', repository: 'other' })
    expect(await outcomes(1, () => describeApp())).toEqual(['ok'])
    expect(await outcomes(1, () => ecr.send(new DescribeRepositoriesCommand({})))).toEqual(['ok'])
    expect(await outcomes(2, () => describeApp('other'))).toEqual(['ThrottlingException', 'ok'])
  })

  it('that stays, stays until it is taken back', async () => {
    const takeBack = cloud.faults.inject({ operation: 'DescribeImages', code: 'ServerException', times: 'always' })
    expect(await outcomes(5, describeApp)).toEqual(Array(5).fill('ServerException'))
    takeBack()
    expect(await outcomes(1, describeApp)).toEqual(['ok'])
  })

  it('denies in the words of IAM', async () => {
    cloud.faults.inject({ service: 'ecr', operation: 'DescribeImages', code: 'AccessDeniedException' })
    await expect(describeApp()).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message:
        'User: arn:aws:sts::123456789012:assumed-role/local-cloud/session is not authorized to perform: ecr:DescribeImages on resource: arn:aws:ecr:us-east-1:123456789012:repository/app because no identity-based policy allows the ecr:DescribeImages action',
      $metadata: { httpStatusCode: 400 },
    })
  })

  it('loses the answer of a call that took effect', async () => {
    const { manifest, digest } = app
    cloud.faults.inject({ operation: 'PutImage', code: 'RESET', applied: true })
    const put = new PutImageCommand({ repositoryName: 'app', imageManifest: manifest, imageTag: 'lost' })
    await expect(ecr.send(put)).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(cloud.world.ecr.repositories.get('app')?.tags.get('lost')).toBe(digest)
    cloud.faults.inject({ operation: 'PutImage', code: 'RESET' })
    const again = new PutImageCommand({ repositoryName: 'app', imageManifest: manifest, imageTag: 'never' })
    await expect(ecr.send(again)).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(cloud.world.ecr.repositories.get('app')?.tags.has('never')).toBe(false)
    expect(cloud.timeline.events.at(-1)).toMatchObject({ operation: 'PutImage', status: 0, error: 'RESET' })
  })

  it('holds a request until the client gives up', async () => {
    cloud.faults.inject({ operation: 'DescribeImages', code: 'STALL' })
    const stop = new AbortController()
    const asked = ecr.send(new DescribeImagesCommand({ repositoryName: 'app' }), { abortSignal: stop.signal })
    const ended = asked.then(() => 'answered', (error: Error) => error.name) // prettier-ignore
    expect(await Promise.race([ended, delay(300, 'waiting')])).toBe('waiting')
    stop.abort()
    expect(await ended).toBe('AbortError')
    expect(await outcomes(1, describeApp)).toEqual(['ok'])
  })

  it('that holds a request does not keep the cloud from stopping', async () => {
    const other = await startLocalCloud()
    other.faults.inject({ code: 'STALL', times: 'always' })
    const held = new Promise<void>((resolve) => void other.watch({ after: () => resolve() }))
    const ended = fetch(`${other.url}/v2/`, { headers: { authorization: tokenOf(other) } }).catch(
      (error: Error) => error.message,
    )
    await held
    await other.stop()
    expect(await ended).toBe('fetch failed')
  })

  it('delays in time of the wall, whatever the speed, and does nothing else', async () => {
    cloud.faults.inject({ operation: 'DescribeImages', delayMs: 200 })
    const began = performance.now()
    expect(await outcomes(1, describeApp)).toEqual(['ok'])
    expect(performance.now() - began).toBeGreaterThanOrEqual(195)
  })

  it('comes over HTTP as well; a wrong one is refused by name', async () => {
    await inject({ service: 'ecr', operation: 'DescribeImages', code: 'ThrottlingException', times: 3 })
    expect(await outcomes(1, describeApp)).toEqual(['ThrottlingException'])
    expect(await (await inject({ clear: true })).json()).toEqual({ pending: 0 })
    expect(await outcomes(1, describeApp)).toEqual(['ok'])
    const wrong: readonly (readonly [object, string])[] = [
      [{ code: 'RESET', operations: 'PutImage' }, '"operations" is not one of'],
      [{ code: 'RESET', times: -1 }, '"times" must be a whole number from 0 or "always"'],
      [{ code: 'RESET', headers: { 'retry-after': 1 } }, '"headers" must be an object of strings'],
      [{ service: 'ecr' }, 'a "code" or a "delayMs"'],
    ]
    for (const [fault, message] of wrong) {
      const answer = await inject(fault)
      expect([answer.status, await answer.text()]).toEqual([
        400,
        expect.stringContaining(message.replaceAll('"', '\\"')),
      ])
    }
  })
})

describe('a fault of the registry', () => {
  it.for([
    { name: 'too many requests', fault: { code: 'TOOMANYREQUESTS', status: 429, headers: { 'retry-after': '2' } } },
    { name: 'an outage', fault: { code: 'UNKNOWN', status: 503 } },
  ] as const)('answers $name on blobs and manifests', async ({ fault }) => {
    const calls: readonly (readonly [string, string, string])[] = [
      ['StartUpload', 'POST', 'app/blobs/uploads/'],
      ['HeadBlob', 'HEAD', `app/blobs/${app.blobs[0]?.digest}`],
      ['GetManifest', 'GET', 'app/manifests/v1'],
      ['PutManifest', 'PUT', 'app/manifests/v1'],
    ]
    for (const [operation, method, path] of calls) {
      cloud.faults.inject({ service: 'registry', operation, ...fault })
      const answer = await registry(method, path, method === 'PUT' ? { body: app.manifest } : {})
      await answer.arrayBuffer()
      expect([operation, answer.status, answer.headers.get('retry-after')]).toEqual([
        operation,
        fault.status,
        'headers' in fault ? '2' : null,
      ])
    }
  })

  it('cuts an upload after so many bytes, and the upload is gone', async () => {
    const location = await startUpload()
    cloud.faults.inject({ service: 'registry', operation: 'FinishUpload', code: 'RESET', afterBytes: 100_000 })
    expect(await upload(`${location}?digest=${layer.digest}`, layer.bytes)).toMatch(/ECONNRESET|EPIPE/)
    await expect.poll(async () => (await registry('GET', location)).status).toBe(404)
    const lastFinish = (): unknown =>
      cloud.timeline.events.findLast((event) => event.kind === 'call' && event.operation === 'FinishUpload')
    await expect.poll(lastFinish).toMatchObject({ status: 0, error: 'RESET' })
    expect((await registry('HEAD', `app/blobs/${layer.digest}`)).status).toBe(404)
    await pushBlobs(cloud, 'app', [layer])
    expect((await registry('HEAD', `app/blobs/${layer.digest}`)).status).toBe(200)
  })

  it('cuts a download after so many bytes', async () => {
    await pushBlobs(cloud, 'app', [layer])
    cloud.faults.inject({ service: 'registry', operation: 'GetBlob', code: 'RESET', afterBytes: 1000 })
    const answer = await registry('GET', `app/blobs/${layer.digest}`)
    expect(answer.status).toBe(200)
    await expect(answer.arrayBuffer()).rejects.toThrow('terminated')
    expect((await (await registry('GET', `app/blobs/${layer.digest}`)).arrayBuffer()).byteLength).toBe(layer.size)
  })

  it('stalls an upload in the middle', async () => {
    const location = await startUpload()
    cloud.faults.inject({ service: 'registry', operation: 'FinishUpload', code: 'STALL', afterBytes: 1 })
    const body = Buffer.from(layer.bytes)
    const sent = registry('PUT', `${location}?digest=${layer.digest}`, { body, signal: AbortSignal.timeout(300) })
    await expect(sent).rejects.toMatchObject({ name: 'TimeoutError' })
  })

  it.for([
    ['StartUpload', 'POST', 'app/blobs/uploads/', 'ecr:InitiateLayerUpload'],
    ['PutManifest', 'PUT', 'app/manifests/v9', 'ecr:PutImage'],
    ['GetManifest', 'GET', 'app/manifests/v1', 'ecr:BatchGetImage'],
    ['GetTags', 'GET', 'app/tags/list', 'ecr:ListImages'],
  ] as const)('denies %s in the words of IAM', async ([operation, method, path, action]) => {
    cloud.faults.inject({ service: 'registry', operation, code: 'DENIED' })
    const refused = await registry(method, path)
    const { roleArn, region, accountId } = cloud.world
    const resource = `arn:aws:ecr:${region}:${accountId}:repository/app`
    const message = `User: ${roleArn} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`
    expect([refused.status, await refused.json()]).toEqual([403, { errors: [{ code: 'DENIED', message }] }])
  })

  it('ends passwords in the middle of a push', async () => {
    const location = await startUpload()
    cloud.faults.inject({ service: 'registry', operation: 'FinishUpload', code: 'EXPIRE' })
    const refused = await registry('PUT', `${location}?digest=${layer.digest}`, { body: Buffer.from(layer.bytes) })
    expect([refused.status, await refused.json()]).toEqual([
      403,
      { errors: [{ code: 'DENIED', message: 'Your authorization token has expired. Reauthenticate and try again.' }] },
    ])
    expect((await registry('GET', 'app/manifests/v1')).status).toBe(403)
    authorization = await registryAuthorization(cloud)
    expect((await registry('GET', 'app/manifests/v1')).status).toBe(200)
  })
})

describe('a hook', () => {
  it('sees every request before and after it, what changes and what reads', async () => {
    const [before, after] = [[] as SeenRequest[], [] as AnsweredRequest[]]
    const stop = cloud.watch({
      before: (request) => void before.push(request),
      after: (request) => void after.push(request),
    })
    await push(cloud, 'other', app, 'v2')
    await outcomes(1, describeApp)
    await outcomes(1, () => describeApp('nowhere'))
    stop()
    await describeApp()
    const shown = after.map(({ service, operation, repository, changes, status, error }) =>
      [service, operation, repository, changes, status, error].filter((part) => part !== undefined).join(' '),
    )
    expect(shown).toEqual([
      'ecr GetAuthorizationToken false 200',
      'registry StartUpload other true 202',
      'registry FinishUpload other true 201',
      'registry StartUpload other true 202',
      'registry FinishUpload other true 201',
      'ecr GetAuthorizationToken false 200',
      'registry PutManifest other true 201',
      'ecr DescribeImages app false 200',
      'ecr DescribeImages nowhere false 400 RepositoryNotFoundException',
    ])
    expect(before.map(({ operation }) => operation)).toEqual(after.map(({ operation }) => operation))
    const calls = cloud.timeline.events.filter((event) => event.kind === 'call')
    expect(calls).toContainEqual(
      expect.objectContaining({ operation: 'PutManifest', repository: 'other', changes: true }),
    )
  })

  it.for(['before', 'after'] as const)('drops a request %s its effect', async (when) => {
    const tag = `dropped-${when}`
    const stop = cloud.watch({
      [when]: ({ operation }: SeenRequest) => (operation === 'PutImage' ? 'drop' : undefined),
    })
    const put = new PutImageCommand({ repositoryName: 'app', imageManifest: app.manifest, imageTag: tag })
    await expect(ecr.send(put)).rejects.toMatchObject({ code: 'ECONNRESET' })
    stop()
    expect(cloud.world.ecr.repositories.get('app')?.tags.has(tag)).toBe(when === 'after')
  })

  it.for(['before', 'after'] as const)('drops a request to the registry %s its effect', async (when) => {
    const tag = `registry-${when}`
    const stop = cloud.watch({
      [when]: ({ operation }: SeenRequest) => (operation === 'PutManifest' ? 'drop' : undefined),
    })
    const headers = { authorization, 'content-type': app.mediaType }
    await expect(registry('PUT', `app/manifests/${tag}`, { headers, body: app.manifest })).rejects.toThrow(
      'fetch failed',
    )
    stop()
    expect(cloud.world.ecr.repositories.get('app')?.tags.has(tag)).toBe(when === 'after')
  })

  it('is the same from another process: a request that stalls before or after its effect', async () => {
    for (const applied of [false, true]) {
      const fault: Fault = { code: 'STALL', after: 1, ...(applied && { applied }) }
      await inject(fault)
      const tag = applied ? 'held-after' : 'held-before'
      const stop = new AbortController()
      await describeApp()
      const put = new PutImageCommand({ repositoryName: 'app', imageManifest: app.manifest, imageTag: tag })
      const ended = ecr.send(put, { abortSignal: stop.signal }).catch((error: Error) => error.name)
      const timeline = async (): Promise<unknown> =>
        ((await (await fetch(`${cloud.url}/_local/timeline`)).json()) as unknown[]).at(-1)
      await expect.poll(timeline).toMatchObject({ operation: 'PutImage', status: 0, error: 'STALL' })
      stop.abort()
      expect(await ended).toBe('AbortError')
      expect(cloud.world.ecr.repositories.get('app')?.tags.has(tag)).toBe(applied)
    }
  })
})
