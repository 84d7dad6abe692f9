import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** What to do to a request instead of answering it. */
export type Fault =
  | { readonly kind: 'answer'; readonly status: number; readonly code?: string; readonly retryAfter?: number }
  /** The connection is cut after this many bytes of the body. */
  | { readonly kind: 'reset'; readonly after: number }
  /** The body is read and never answered. */
  | { readonly kind: 'hang' }

export interface Seen {
  readonly method: string
  /** Digests and upload ids shortened away: `/v2/app/blobs/uploads/`. */
  readonly path: string
  readonly contentLength: number
}

export interface TestRegistry {
  readonly url: string
  readonly requests: readonly Seen[]
  readonly blobs: ReadonlyMap<string, Buffer>
  readonly manifests: ReadonlyMap<string, Buffer>
  /** Logins that are taken; every other is a 401. */
  readonly tokens: Set<string>
  /** Asked for every request in turn. */
  fault: (request: Seen) => Fault | undefined
}

/** An OCI registry that really stores what it is given, and refuses what does not have its digest. */
export async function startRegistry(): Promise<TestRegistry> {
  const requests: Seen[] = []
  const blobs = new Map<string, Buffer>()
  const manifests = new Map<string, Buffer>()
  const uploads = new Set<string>()
  const tokens = new Set(['good'])
  const registry: TestRegistry = { url: '', requests, blobs, manifests, tokens, fault: () => undefined }
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://registry')
    const path = decodeURIComponent(url.pathname)
    const seen = { method: request.method ?? '', path, contentLength: Number(request.headers['content-length'] ?? 0) }
    requests.push(seen)
    const fault = registry.fault(seen)
    if (fault !== undefined) return act(fault, request, response)
    if (!tokens.has((request.headers.authorization ?? '').replace('Basic ', '')))
      return end(response, 401, 'UNAUTHORIZED')
    const name = path.split('/').at(-1) ?? ''
    if (request.method === 'HEAD')
      return end(response, (path.includes('/blobs/') ? blobs : manifests).has(name) ? 200 : 404)
    if (request.method === 'POST') {
      const id = String(requests.length)
      uploads.add(id)
      response.setHeader('location', `/v2/app/blobs/uploads/${id}?state=x`)
      return end(response, 202)
    }
    const body = await read(request)
    const digest = url.searchParams.get('digest') ?? name
    if (`sha256:${createHash('sha256').update(body).digest('hex')}` !== digest)
      return end(response, 400, 'DIGEST_INVALID')
    if (path.includes('/manifests/')) return putManifest(digest, body, response)
    if (!uploads.delete(name)) return end(response, 404, 'BLOB_UPLOAD_UNKNOWN')
    if (body.length === 0) return end(response, 400, 'SIZE_INVALID')
    blobs.set(digest, body)
    return end(response, 201)
  }

  function putManifest(digest: string, body: Buffer, response: ServerResponse): void {
    const {
      config,
      layers = [],
      manifests: children = [],
    } = JSON.parse(body.toString()) as Record<string, { digest: string }[]>
    const needed = [...(config === undefined ? [] : [config as unknown as { digest: string }]), ...layers]
    if (needed.some((one) => !blobs.has(one.digest))) return end(response, 400, 'MANIFEST_BLOB_UNKNOWN')
    if (children.some((one) => !manifests.has(one.digest))) return end(response, 400, 'MANIFEST_BLOB_UNKNOWN')
    manifests.set(digest, body)
    return end(response, 201)
  }
  return Object.assign(registry, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
}

function end(response: ServerResponse, status: number, code?: string): void {
  const body = code === undefined ? '' : JSON.stringify({ errors: [{ code, message: 'as told' }] })
  response.writeHead(status).end(body)
}

async function act(fault: Fault, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (fault.kind === 'answer') {
    if (fault.retryAfter !== undefined) response.setHeader('retry-after', fault.retryAfter)
    return end(response, fault.status, fault.code)
  }
  if (fault.kind === 'hang') return void request.resume()
  let count = 0
  if (fault.after > 0) {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      count += chunk.length
      if (count >= fault.after) break
    }
  }
  response.destroy()
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}
