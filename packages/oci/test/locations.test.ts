import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { memoryFile } from '../src/source/memory-file.ts'
import { plainImage, sha256, writeFolder } from '@slipway/test-support/images/layouts'
import { connect, push } from './pushing.ts'

const bytes = Buffer.from('a layer')
const blob = { digest: sha256(bytes), size: bytes.length, mediaType: '', annotations: {} }

interface Origin {
  readonly url: string
  readonly seen: readonly IncomingMessage[]
}

async function startOrigin(answer: RequestListener): Promise<Origin> {
  const seen: IncomingMessage[] = []
  const server = createServer((request, response) => {
    seen.push(request)
    request.resume().on('end', () => answer(request, response))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen }
}

/** A registry that sends uploads to `location`, and takes what is put anywhere. */
function uploadsAt(location: string): RequestListener {
  return ({ method }, response) => {
    response.statusCode = method === 'POST' ? 202 : 201
    if (method === 'POST') response.setHeader('location', location)
    response.end()
  }
}

describe('where an upload goes to', () => {
  it.for([
    ['/v2/app/blobs/uploads/1', '/v2/app/blobs/uploads/1?digest='],
    ['1', '/v2/app/blobs/uploads/1?digest='],
    ['../../elsewhere/1?a=b', '/v2/app/elsewhere/1?a=b&digest='],
    ['/u?_state=a%2Fb~c%20d==&x=(1)', '/u?_state=a%2Fb~c%20d==&x=(1)&digest='],
    ['/u?', '/u?digest='],
  ])('%s is taken as it is', async ([location = '', path = '']) => {
    const registry = await startOrigin(uploadsAt(location))
    await connect(registry).putBlob(blob, memoryFile(bytes), Buffer.alloc(64))
    expect(registry.seen.at(-1)?.url).toBe(`${path}${encodeURIComponent(blob.digest)}`)
  })

  it('may be another host, which gets no login', async () => {
    const storage = await startOrigin(uploadsAt(''))
    const registry = await startOrigin(uploadsAt(`${storage.url}/bucket/1?signature=x`))
    await connect(registry).putBlob(blob, memoryFile(bytes), Buffer.alloc(64))
    expect(storage.seen.map(({ url }) => url)).toEqual([
      `/bucket/1?signature=x&digest=${encodeURIComponent(blob.digest)}`,
    ])
    expect(storage.seen[0]?.headers.authorization).toBeUndefined()
  })

  it.for(['https://storage.test/1', 'ftp://storage.test/1', 'http://'])('%s is refused by name', async (location) => {
    const registry = await startOrigin(uploadsAt(location))
    await expect(connect(registry).putBlob(blob, memoryFile(bytes), Buffer.alloc(64))).rejects.toMatchObject({
      code: 'REGISTRY_REFUSED',
      message: expect.stringContaining(location) as string,
    })
  })
})

describe('a registry that sends elsewhere', () => {
  it.for([301, 302, 307, 308])('%i: the answer names the place', async (status) => {
    const registry = await startOrigin((_request, response) => {
      response.writeHead(status, { location: 'https://elsewhere.test/v2/x' })
      response.end()
    })
    await expect(connect(registry).hasManifest(blob.digest)).rejects.toMatchObject({
      code: 'REGISTRY_REFUSED',
      message: expect.stringContaining('https://elsewhere.test/v2/x') as string,
    })
  })
})

describe('a registry that speaks of another digest', () => {
  const other = `sha256:${'0'.repeat(64)}`

  it('is not believed to have the manifest', async () => {
    const registry = await startOrigin((_request, response) => {
      response.setHeader('docker-content-digest', other)
      response.end()
    })
    expect(await connect(registry).hasManifest(blob.digest)).toBe(false)
  })

  it('is not believed to have stored it', async () => {
    const registry = await startOrigin(({ method, url = '' }, response) => {
      response.statusCode = method === 'HEAD' && url.includes('/manifests/') ? 404 : method === 'PUT' ? 201 : 200
      response.setHeader('docker-content-digest', other)
      response.end()
    })
    const pushing = push(`oci-layout:${await writeFolder(plainImage().files)}`, connect(registry))
    await expect(pushing).rejects.toMatchObject({ code: 'REGISTRY_REFUSED', message: /0{64}/ })
  })
})
