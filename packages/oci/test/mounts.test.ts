import { describe, expect, it } from 'vitest'
import { noise, plainImage, sha256, writeFolder } from '@slipway/test-support/images/layouts'
import { connect, first, isBlobPut, push } from './pushing.ts'
import { startRegistry, type ReceivedRequest, type TestRegistry } from './registry-server.ts'

const layers = [noise(4000), noise(1500, 7)] as const
const bytesOf = (blobs: readonly Buffer[]): Map<string, Buffer> => new Map(blobs.map((blob) => [sha256(blob), blob]))
const posts = (server: TestRegistry): readonly ReceivedRequest[] =>
  server.requests.filter(({ method }) => method === 'POST')
const puts = (server: TestRegistry): readonly ReceivedRequest[] =>
  server.requests.filter(({ method, path }) => isBlobPut(method, path))
const heads = (server: TestRegistry, repository: string): readonly ReceivedRequest[] =>
  server.requests.filter(({ method, path }) => method === 'HEAD' && path.startsWith(`/v2/${repository}/blobs/`))

describe('mounting from another repository', () => {
  it('takes over what is there and sends the rest, with one POST each', async () => {
    const server = await startRegistry()
    server.others.set('base', bytesOf([layers[0]]))
    server.mounting = 'granted'
    const { files, root } = plainImage()
    const lines: string[] = []
    const pushed = await push(`oci-layout:${await writeFolder(files)}`, connect(server, { mountFrom: ['base'] }), lines)
    expect(pushed).toMatchObject({ mountedBytes: 4000, reusedBytes: 0, manifests: 1 })
    expect(lines).toContain(`mounted ${sha256(layers[0])} (4000 bytes)`)
    expect(server.manifests.has(root.digest)).toBe(true)
    expect(posts(server)).toHaveLength(3)
    expect(posts(server).every(({ query }) => query.get('from') === 'base')).toBe(true)
    expect(puts(server)).toHaveLength(2)
    expect(heads(server, 'base')).toEqual([])
  })

  it('sends a blob in the upload that an answer of 202 has opened', async () => {
    const server = await startRegistry()
    server.others.set('base', bytesOf(layers))
    const { files, root } = plainImage()
    const pushed = await push(`oci-layout:${await writeFolder(files)}`, connect(server, { mountFrom: ['base'] }))
    expect(pushed.mountedBytes).toBe(0)
    expect(server.manifests.has(root.digest)).toBe(true)
    expect(posts(server)).toHaveLength(3)
  })

  it('looks for the blob first where there are several repositories', async () => {
    const server = await startRegistry()
    server.mounting = 'granted'
    server.others
      .set('base', bytesOf([layers[0]]))
      .set('tools', bytesOf([layers[1]]))
      .set('last', new Map())
    const mountFrom = ['base', 'tools', 'last']
    const pushed = await push(`oci-layout:${await writeFolder(plainImage().files)}`, connect(server, { mountFrom }))
    expect(pushed.mountedBytes).toBe(5500)
    expect(new Set(posts(server).map(({ query }) => query.get('from')))).toEqual(new Set(['base', 'last', 'tools']))
    expect(heads(server, 'last')).toEqual([])
  })

  it.for(['refused', 'granted'] as const)(
    'is given up for a repository that may not be used (POST %s)',
    async (mounting) => {
      const server = await startRegistry()
      server.mounting = mounting
      server.others.set('secret', bytesOf(layers))
      server.fault = ({ method, path }) =>
        method === 'HEAD' && path.startsWith('/v2/secret/') ? { kind: 'answer', status: 403 } : undefined
      const { files, root } = plainImage()
      const logins: string[] = []
      const login = async (): Promise<string> => logins[logins.push('good') - 1] ?? ''
      const mountFrom = mounting === 'refused' ? ['secret'] : ['secret', 'none']
      await push(`oci-layout:${await writeFolder(files)}`, connect(server, { mountFrom, login, connections: 1 }))
      expect(server.manifests.has(root.digest)).toBe(true)
      expect(logins).toHaveLength(1)
    },
  )

  it('asks a repository that refused a mount no more', async () => {
    const server = await startRegistry()
    server.mounting = 'refused'
    const registry = connect(server, { mountFrom: ['base'] })
    await push(`oci-layout:${await writeFolder(plainImage('one').files)}`, registry)
    const before = posts(server).length
    await push(`oci-layout:${await writeFolder(plainImage('two', 5000).files)}`, registry)
    const later = posts(server).slice(before)
    expect(later.length).toBeGreaterThan(0)
    expect(later.filter(({ query }) => query.has('mount'))).toEqual([])
  })

  it('mounts after an answer of 503, and after a login that expired', async () => {
    const server = await startRegistry()
    server.mounting = 'granted'
    server.others.set('base', bytesOf(layers))
    const logins: string[] = []
    const login = async (): Promise<string> => (logins.push('') === 1 ? 'good' : 'fresh')
    const broken = first(1, (method) => method === 'POST', { kind: 'answer', status: 503 })
    server.fault = (request) => {
      if (request.method === 'POST' && server.tokens.delete('good')) server.tokens.add('fresh')
      return broken(request)
    }
    const { files, root } = plainImage()
    const pushed = await push(`oci-layout:${await writeFolder(files)}`, connect(server, { mountFrom: ['base'], login }))
    expect(pushed.mountedBytes).toBe(5500)
    expect(server.manifests.has(root.digest)).toBe(true)
    expect(logins).toHaveLength(2)
  })

  it('does not mount from itself', async () => {
    const server = await startRegistry()
    await push(`oci-layout:${await writeFolder(plainImage().files)}`, connect(server, { mountFrom: ['app'] }))
    expect(posts(server).some(({ query }) => query.has('mount'))).toBe(false)
  })
})
