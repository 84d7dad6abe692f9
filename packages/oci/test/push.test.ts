import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  addImage,
  addTwoPlatforms,
  blobFile,
  noise,
  plainImage,
  setRoots,
  writeFolder,
  writeTar,
  type Files,
} from '@slipway/test-support/images/layouts'
import { connect, first, isBlobPut, push } from './pushing.ts'
import { startRegistry, type TestRegistry } from './registry-server.ts'

describe('pushImage', () => {
  it.for(['oci-layout', 'oci-archive'] as const)('pushes every blob and the manifest of an %s', async (transport) => {
    const { files, root } = plainImage()
    const server = await startRegistry()
    const path = transport === 'oci-layout' ? await writeFolder(files) : await writeTar(files)
    const pushed = await push(`${transport}:${path}`, connect(server))
    expect(server.manifests.get(root.digest)).toEqual(files.get(blobFile(root.digest)))
    expect([...server.blobs.values()].map(({ length }) => length)).toContain(4000)
    expect(pushed).toEqual({
      pushedBytes: 4000 + 1500 + sizeOfConfig(server),
      reusedBytes: 0,
      mountedBytes: 0,
      manifests: 1,
    })
  })

  it('puts children before their index, attestations included', async () => {
    const files: Files = new Map()
    const root = addTwoPlatforms(files)
    const server = await startRegistry()
    await push(`oci-layout:${await writeFolder(setRoots(files, [root]))}`, connect(server))
    const puts = server.requests.filter(({ method, path }) => method === 'PUT' && path.includes('/manifests/'))
    expect(puts).toHaveLength(4)
    expect(puts.at(-1)?.path).toContain(root.digest)
  })

  it('sends a POST and one PUT with the whole length for each blob, the biggest first', async () => {
    const server = await startRegistry()
    await push(`oci-layout:${await writeFolder(plainImage('app', 900_000).files)}`, connect(server))
    const sent = server.requests.filter(({ method, path }) => isBlobPut(method, path)).map((one) => one.contentLength)
    expect(sent).toHaveLength(3)
    expect(sent.toSorted((a, b) => b - a).slice(0, 2)).toEqual([900_000, 1500])
    expect(server.requests.find(({ method }) => method === 'HEAD')?.path).toContain('/manifests/')
    expect(server.requests.some(({ method }) => method === 'PATCH')).toBe(false)
  })

  it('writes nothing the second time', async () => {
    const server = await startRegistry()
    const source = `oci-layout:${await writeFolder(plainImage().files)}`
    await push(source, connect(server))
    const before = server.requests.length
    const again = await push(source, connect(server))
    expect(again.pushedBytes).toBe(0)
    expect(server.requests.slice(before).map(({ method }) => method)).toEqual(['HEAD'])
  })

  it('sends only the blobs that are missing', async () => {
    const server = await startRegistry()
    const files: Files = new Map()
    const one = addImage(files, 'one', [noise(5000)])
    const two = addImage(files, 'two', [noise(5000), noise(700, 3)])
    await push(`oci-layout:${await writeFolder(setRoots(new Map(files), [one]))}`, connect(server))
    const pushed = await push(`oci-layout:${await writeFolder(setRoots(files, [two]))}`, connect(server))
    expect(pushed.reusedBytes).toBe(5000)
  })

  it.for<[string, TestRegistry['fault']]>([
    ['connections cut in the middle of a blob', first(2, isBlobPut, { kind: 'reset', after: 300_000 })],
    ['connections cut at once', first(3, () => true, { kind: 'reset', after: 0 })],
    ['429 with Retry-After', first(2, isBlobPut, { kind: 'answer', status: 429, retryAfter: 2 })],
    ['503 before the body is through', first(2, isBlobPut, { kind: 'answer', status: 503 })],
    ['500 on a manifest', first(2, (_, path) => path.includes('/manifests/'), { kind: 'answer', status: 500 })],
    ['an upload that was forgotten', first(1, isBlobPut, { kind: 'answer', status: 404, code: 'BLOB_UPLOAD_UNKNOWN' })],
    ['a connection on which nothing moves', first(1, isBlobPut, { kind: 'hang' })],
  ])('begins a blob again after %s', async ([, fault]) => {
    const { files, root } = plainImage('app', 3_000_000)
    const server = await startRegistry()
    server.fault = fault
    await push(`oci-layout:${await writeFolder(files)}`, connect(server))
    expect(server.manifests.has(root.digest)).toBe(true)
    expect([...server.blobs.values()].map(({ length }) => length)).toContain(3_000_000)
  })

  it('gives up on a registry that stays broken, and says what to do', async () => {
    const server = await startRegistry()
    server.fault = ({ method, path }) => (isBlobPut(method, path) ? { kind: 'answer', status: 503 } : undefined)
    const pushing = push(`oci-layout:${await writeFolder(plainImage().files)}`, connect(server))
    await expect(pushing).rejects.toMatchObject({ code: 'REGISTRY_REFUSED', remedy: /run the step again/ })
    expect(server.manifests.size).toBe(0)
  })

  it('logs in again, once for all connections, when the login expires in the middle', async () => {
    const server = await startRegistry()
    const logins: string[] = []
    const login = async (): Promise<string> => {
      const token = logins.length === 0 ? 'good' : 'fresh'
      logins.push(token)
      return token
    }
    server.fault = ({ method, path }) => {
      if (isBlobPut(method, path) && server.tokens.delete('good')) server.tokens.add('fresh')
      return undefined
    }
    const { files, root } = plainImage('app', 2_000_000)
    await push(`oci-layout:${await writeFolder(files)}`, connect(server, { login }))
    expect(logins).toEqual(['good', 'fresh'])
    expect(server.manifests.has(root.digest)).toBe(true)
  })

  it('names the missing permissions when a fresh login is refused too', async () => {
    const server = await startRegistry()
    server.tokens.clear()
    const pushing = push(`oci-layout:${await writeFolder(plainImage().files)}`, connect(server))
    await expect(pushing).rejects.toMatchObject({ code: 'REGISTRY_DENIED', remedy: /ecr:InitiateLayerUpload/ })
    expect(server.requests).toHaveLength(2)
  })

  it.for<[string, (files: Files) => void, string]>([
    [
      'a blob is shorter than the image says',
      (files) => alterLayer(files, (bytes) => bytes.subarray(1)),
      'BLOB_CORRUPT',
    ],
    ['a blob has other bytes', (files) => alterLayer(files, (bytes) => noise(bytes.length, 99)), 'BLOB_CORRUPT'],
    ['a blob is missing', (files) => alterLayer(files, () => undefined), 'BLOB_MISSING'],
  ])('puts no manifest when %s', async ([, damage, code]) => {
    const { files } = plainImage('app', 1_200_000)
    damage(files)
    const server = await startRegistry()
    const pushing = push(`oci-layout:${await writeFolder(files)}`, connect(server))
    await expect(pushing).rejects.toMatchObject({ code })
    expect(server.manifests.size).toBe(0)
    expect([...server.blobs.values()].some(({ length }) => length > 1_000_000)).toBe(false)
  })

  it('refuses a blob without bytes before anything is sent', async () => {
    const files: Files = new Map()
    const root = addImage(files, 'empty', [Buffer.alloc(0)])
    const server = await startRegistry()
    const pushing = push(`oci-layout:${await writeFolder(setRoots(files, [root]))}`, connect(server))
    await expect(pushing).rejects.toMatchObject({ code: 'BLOB_EMPTY' })
    expect(server.requests.some(({ method }) => method !== 'HEAD')).toBe(false)
  })

  it('notices a blob that changes while it is sent', async () => {
    const { files } = plainImage('app', 2_000_000)
    const dir = await writeFolder(files)
    const [path] = [...files].find(([, { length }]) => length === 2_000_000) ?? ['']
    const server = await startRegistry()
    server.fault = ({ method }) => {
      if (method === 'POST') void writeFile(join(dir, path), noise(2_000_000, 5))
      return undefined
    }
    await push(`oci-layout:${dir}`, connect(server)).catch(() => undefined)
    for (const [digest, bytes] of server.blobs) expect(files.get(blobFile(digest))).toEqual(bytes)
  })

  it('stops when it is cancelled', async () => {
    const server = await startRegistry()
    const abort = new AbortController()
    server.fault = ({ method, path }) => {
      if (isBlobPut(method, path)) abort.abort(new Error('SIGINT'))
      return undefined
    }
    const registry = connect(server, { signal: abort.signal })
    const pushing = push(`oci-layout:${await writeFolder(plainImage('app', 3_000_000).files)}`, registry)
    await expect(pushing).rejects.toThrow('SIGINT')
    expect(server.manifests.size).toBe(0)
  })
})

function alterLayer(files: Files, change: (bytes: Uint8Array) => Uint8Array | undefined): void {
  for (const [path, bytes] of files) {
    if (bytes.length !== 1_200_000) continue
    const changed = change(bytes)
    if (changed === undefined) files.delete(path)
    else files.set(path, Buffer.from(changed))
  }
}

function sizeOfConfig(server: TestRegistry): number {
  return [...server.blobs.values()].find((bytes) => bytes.toString().startsWith('{'))?.length ?? 0
}
