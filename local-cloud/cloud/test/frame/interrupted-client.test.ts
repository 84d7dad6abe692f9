import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CreateRepositoryCommand } from '@aws-sdk/client-ecr'
import type { LocalCloud, SeenRequest } from '@slipway/local-cloud'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'
import { blob, ecrClient, imageType, sha256 } from '@slipway/test-support/images/push-image'

let cloud: LocalCloud
beforeAll(async () => {
  cloud = await startLocalCloud()
})
afterAll(() => cloud.stop())

const config = blob('application/vnd.oci.image.config.v1+json', '{}')
const manifest = JSON.stringify({
  schemaVersion: 2,
  mediaType: imageType,
  config: { mediaType: config.mediaType, digest: config.digest, size: config.size },
  layers: [],
})

/** A client that shares nothing with this process: it asks for a password, pushes a blob and a manifest, and tags it. */
const client = `
const [url, name, digest, manifest, type] = process.argv.slice(1)
const signed = {
  authorization: 'AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/ecr/aws4_request, SignedHeaders=host, Signature=0',
  'x-amz-date': '20260101T000000Z',
}
const ecr = async (operation, body) => {
  const headers = { ...signed, 'x-amz-target': 'AmazonEC2ContainerRegistry_V20150921.' + operation }
  return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).json()
}
const { authorizationData } = await ecr('GetAuthorizationToken', {})
const headers = { authorization: 'Basic ' + authorizationData[0].authorizationToken, 'content-type': type }
const started = await fetch(url + '/v2/' + name + '/blobs/uploads/', { method: 'POST', headers })
await fetch(started.headers.get('location') + '?digest=' + digest, { method: 'PUT', headers, body: '{}' })
const pushed = await fetch(url + '/v2/' + name + '/manifests/candidate', { method: 'PUT', headers, body: manifest })
await ecr('PutImage', { repositoryName: name, imageManifest: manifest, imageTag: 'v1' })
process.exit(pushed.status === 201 ? 0 : 1)
`

interface Kill {
  /** Counted from 1, over the requests of one run. */
  readonly request: number
  readonly when: 'before' | 'after'
}

async function run(name: string, kill?: Kill): Promise<{ ended: unknown; seen: readonly string[] }> {
  const seen: string[] = []
  let victim: ChildProcess | undefined
  const hook = (when: Kill['when']) => async (): Promise<'drop' | undefined> => {
    if (kill?.when !== when || kill.request !== seen.length) return undefined
    const gone = victim && once(victim, 'close')
    victim?.kill('SIGKILL')
    await gone
    return 'drop'
  }
  const [before, after] = [hook('before'), hook('after')]
  const stop = cloud.watch({
    before(request: SeenRequest) {
      seen.push(request.operation)
      return before()
    },
    after,
  })
  const argv = ['--input-type=module', '-e', client, cloud.url, name, config.digest, manifest, imageType]
  victim = spawn(process.execPath, argv, { stdio: 'inherit' })
  const ended = (await once(victim, 'close')) as unknown
  stop()
  return { ended, seen }
}

it('a client can be killed before and after each of the requests that it was seen to make', async () => {
  const ecr = ecrClient(cloud)
  const makeRepository = (repositoryName: string) => ecr.send(new CreateRepositoryCommand({ repositoryName }))
  await makeRepository('undisturbed')
  const whole = await run('undisturbed')
  const operations = ['GetAuthorizationToken', 'StartUpload', 'FinishUpload', 'PutManifest', 'PutImage']
  expect(whole).toEqual({ ended: [0, null], seen: operations })
  for (const [at, operation] of operations.entries()) {
    for (const when of ['before', 'after'] as const) {
      const name = `killed-${when}-${at + 1}`
      await makeRepository(name)
      const killed = await run(name, { request: at + 1, when })
      expect(killed, name).toEqual({ ended: [null, 'SIGKILL'], seen: operations.slice(0, at + 1) })
      const { tags, layers, images } = cloud.world.ecr.repositories.get(name) ?? {}
      const done = operations.slice(0, when === 'after' ? at + 1 : at)
      expect(
        [layers?.has(config.digest), images?.has(sha256(manifest)), [...(tags?.keys() ?? [])]],
        `${name} ${operation}`,
      ).toEqual([
        done.includes('FinishUpload'),
        done.includes('PutManifest'),
        [...(done.includes('PutManifest') ? ['candidate'] : []), ...(done.includes('PutImage') ? ['v1'] : [])],
      ])
    }
  }
})
