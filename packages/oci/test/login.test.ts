import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Registry } from '../src/index.ts'
import { addImage, noise, setRoots, writeFolder, type Files } from '@slipway/test-support/images/layouts'
import { connect, isBlobPut, isManifestPut, push } from './pushing.ts'
import { startRegistry, type Fault, type TestRegistry } from './registry-server.ts'

async function manyLayers(): Promise<{ source: string; digest: string }> {
  const files: Files = new Map()
  const layers = Array.from({ length: 9 }, (_, index) => noise(200_000 + index, index + 1))
  const root = addImage(files, 'many', layers)
  return { source: `oci-layout:${await writeFolder(setRoots(files, [root]))}`, digest: root.digest }
}

/** Tokens t1, t2, …; only the newest that was given out is not refused. */
function expiring(
  server: TestRegistry,
  options: { readonly after: number; readonly refusal: Fault },
): {
  readonly registry: Registry
  readonly logins: readonly string[]
} {
  const logins: string[] = []
  let uploads = 0
  server.tokens.clear()
  const login = async (): Promise<string> => {
    const token = `t${logins.length + 1}`
    logins.push(token)
    // As long as a call to AWS: every connection finds the login refused meanwhile.
    await new Promise((resolve) => setTimeout(resolve, 50))
    server.tokens.add('t1').add(token)
    return token
  }
  server.fault = ({ method, path }) => {
    if (isBlobPut(method, path)) uploads += 1
    return uploads > options.after && logins.length === 1 ? options.refusal : undefined
  }
  return { registry: connect(server, { login }), logins }
}

describe('a login that expires in the middle of a push', () => {
  it.for<[string, Fault]>([
    ['401', { kind: 'answer', status: 401, code: 'UNAUTHORIZED' }],
    ['403, as ECR answers', { kind: 'answer', status: 403, code: 'DENIED' }],
    ['400, as ECR Public answers', { kind: 'answer', status: 400, code: 'DENIED' }],
  ])('is renewed once for all connections: %s', async ([, refusal]) => {
    const server = await startRegistry()
    const { registry, logins } = expiring(server, { after: 3, refusal })
    const { source, digest } = await manyLayers()
    await push(source, registry)
    expect(server.manifests.has(digest)).toBe(true)
    expect(logins).toEqual(['t1', 't2'])
  })

  it('leaves a 400 without a word that stays a refusal, not a missing permission', async () => {
    const server = await startRegistry()
    server.fault = () => ({ kind: 'answer', status: 400 })
    const looking = connect(server).hasManifest(`sha256:${'0'.repeat(64)}`)
    await expect(looking).rejects.toMatchObject({ code: 'REGISTRY_REFUSED', remedy: 'check the repository' })
    expect(server.requests).toHaveLength(2)
  })

  it('is not renewed again for who is refused late', async () => {
    const renewed = Promise.withResolvers<void>()
    const answer = async ({ url, headers: { authorization } }: IncomingMessage, response: ServerResponse) => {
      if (authorization === 'Basic t2') return void response.writeHead(404).end(() => renewed.resolve())
      if (url?.endsWith('1')) await renewed.promise
      response.writeHead(403).end()
    }
    const server = createServer((request, response) => void answer(request, response))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const logins: string[] = []
    const login = async (): Promise<string> => `t${logins.push('')}`
    const registry = connect(
      { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
      { login, idle: 60_000 },
    )
    const there = ['0', '1'].map((digit) => registry.hasManifest(`sha256:${digit.repeat(64)}`))
    expect(await Promise.all(there)).toEqual([false, false])
    expect(logins).toHaveLength(2)
  })

  it('is renewed for a HEAD that is answered 400 without a word', async () => {
    const server = await startRegistry()
    server.tokens.add('fresh')
    let asked = 0
    const login = async (): Promise<string> => (++asked === 1 ? 'good' : 'fresh')
    server.fault = ({ method }) => (method === 'HEAD' && asked === 1 ? { kind: 'answer', status: 400 } : undefined)
    expect(await connect(server, { login }).hasManifest(`sha256:${'0'.repeat(64)}`)).toBe(false)
    expect(asked).toBe(2)
  })

  it('is not renewed for a manifest that is refused', async () => {
    const server = await startRegistry()
    let asked = 0
    const login = async (): Promise<string> => (++asked === 1 ? 'good' : 'fresh')
    server.fault = ({ method, path }) =>
      isManifestPut(method, path) ? { kind: 'answer', status: 400, code: 'MANIFEST_INVALID' } : undefined
    const { source } = await manyLayers()
    await expect(push(source, connect(server, { login }))).rejects.toMatchObject({
      code: 'REGISTRY_REFUSED',
      message: /MANIFEST_INVALID/,
    })
    expect(asked).toBe(1)
  })
})

describe('a login that cannot be had', () => {
  it('is asked for again when it may pass', async () => {
    const server = await startRegistry()
    let asked = 0
    const login = async (): Promise<string> => {
      asked += 1
      if (asked < 3) throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })
      return 'good'
    }
    const { source, digest } = await manyLayers()
    await push(source, connect(server, { login }))
    expect(server.manifests.has(digest)).toBe(true)
    expect(asked).toBe(3)
  })
})
