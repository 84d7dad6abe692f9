import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** What to do to a request instead of answering it. */
export type Fault =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly code?: string
      /** Instead of an error of that code. */
      readonly body?: string
      readonly retryAfter?: number | string
      /** Only once the whole body is read. */
      readonly late?: boolean
    }
  /** The connection is cut after this many bytes of the body. */
  | { readonly kind: 'reset'; readonly after: number }
  /** The body is read and never answered. */
  | { readonly kind: 'hang' }
  /** Not a byte of the body is read, and nothing answered. */
  | { readonly kind: 'deaf' }
  /** The request is carried out, but its answer never arrives. */
  | { readonly kind: 'lost'; readonly how: 'reset' | 'silent' }

export interface ReceivedRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly contentLength: number
}

export interface TestRegistry {
  readonly url: string
  readonly requests: readonly ReceivedRequest[]
  /** Of the one repository that is pushed to. */
  readonly blobs: ReadonlyMap<string, Buffer>
  readonly manifests: ReadonlyMap<string, Buffer>
  /** Blobs of other repositories, by name; a mount from there is granted where `mounting` says so. */
  readonly others: Map<string, ReadonlyMap<string, Buffer>>
  mounting: 'granted' | 'not granted' | 'refused'
  /** Logins that are taken; every other is a 401. */
  readonly tokens: Set<string>
  /** Asked for every request in turn. */
  fault: (request: ReceivedRequest) => Fault | undefined
  /** Connections that are open now. */
  connections(): Promise<number>
}

/** An OCI registry that really stores what it is given, and refuses what does not have its digest. */
export async function startRegistry(): Promise<TestRegistry> {
  const requests: ReceivedRequest[] = []
  const blobs = new Map<string, Buffer>()
  const manifests = new Map<string, Buffer>()
  const others: TestRegistry['others'] = new Map()
  const uploads = new Set<string>()
  const tokens = new Set(['good'])
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  const registry: TestRegistry = {
    url: '',
    requests,
    blobs,
    manifests,
    others,
    mounting: 'not granted',
    tokens,
    fault: () => undefined,
    connections: () =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) => (error === null ? resolve(count) : reject(error)))
      }),
  }
  // A connection that its client does not close stays open, to be counted.
  server.keepAliveTimeout = 0
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://registry')
    const received: ReceivedRequest = {
      method: request.method ?? '',
      path: decodeURIComponent(url.pathname),
      query: url.searchParams,
      contentLength: Number(request.headers['content-length'] ?? 0),
    }
    requests.push(received)
    const fault = registry.fault(received)
    if (fault !== undefined && fault.kind !== 'lost') return act(fault, request, response)
    if (fault?.kind === 'lost')
      response.end = (() => (fault.how === 'reset' ? response.destroy() : response)) as typeof response.end
    if (!tokens.has((request.headers.authorization ?? '').replace('Basic ', '')))
      return end(response, 401, 'UNAUTHORIZED')
    return serve(received, request, response)
  }

  async function serve(received: ReceivedRequest, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, path, query } = received
    const name = path.split('/').at(-1) ?? ''
    const repository = /^\/v2\/(.+)\/(?:blobs|manifests)\//.exec(path)?.[1] ?? ''
    const held = others.get(repository) ?? blobs
    if (method === 'HEAD') return end(response, (path.includes('/blobs/') ? held : manifests).has(name) ? 200 : 404)
    if (method === 'POST') return startUpload(query, response)
    const body = await read(request)
    const digest = query.get('digest') ?? name
    if (`sha256:${createHash('sha256').update(body).digest('hex')}` !== digest)
      return end(response, 400, 'DIGEST_INVALID')
    if (path.includes('/manifests/')) return putManifest(digest, body, response)
    if (!uploads.delete(name)) return end(response, 404, 'BLOB_UPLOAD_UNKNOWN')
    if (body.length === 0) return end(response, 400, 'SIZE_INVALID')
    blobs.set(digest, body)
    return end(response, 201)
  }

  function startUpload(query: URLSearchParams, response: ServerResponse): void {
    const mount = query.get('mount')
    if (mount !== null && registry.mounting === 'refused') return end(response, 403, 'DENIED')
    const mounted = mount === null ? undefined : others.get(query.get('from') ?? '')?.get(mount)
    if (mount !== null && mounted !== undefined && registry.mounting === 'granted') {
      blobs.set(mount, mounted)
      return end(response, 201)
    }
    const id = String(requests.length)
    uploads.add(id)
    response.setHeader('location', `/v2/app/blobs/uploads/${id}?state=x`)
    return end(response, 202)
  }

  function putManifest(digest: string, body: Buffer, response: ServerResponse): void {
    const {
      config,
      layers = [],
      manifests: children = [],
    } = JSON.parse(body.toString()) as Record<string, { digest: string; mediaType: string }[]>
    const own = layers.filter(({ mediaType }) => !/foreign|nondistributable/.test(mediaType))
    const needed = [...(config === undefined ? [] : [config as unknown as { digest: string }]), ...own]
    if (needed.some((one) => !blobs.has(one.digest))) return end(response, 400, 'MANIFEST_BLOB_UNKNOWN')
    if (children.some((one) => !manifests.has(one.digest))) return end(response, 400, 'MANIFEST_BLOB_UNKNOWN')
    manifests.set(digest, body)
    return end(response, 201)
  }
  return Object.assign(registry, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
}

function end(response: ServerResponse, status: number, code?: string): void {
  const body = code === undefined ? '' : JSON.stringify({ errors: [{ code, message: 'as told' }] })
  response.statusCode = status
  response.end(response.req.method === 'HEAD' ? undefined : body)
}

async function act(
  fault: Exclude<Fault, { kind: 'lost' }>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (fault.kind === 'answer') {
    if (fault.late === true) await read(request)
    if (fault.retryAfter !== undefined) response.setHeader('retry-after', fault.retryAfter)
    if (fault.body !== undefined && request.method !== 'HEAD') {
      return void response.writeHead(fault.status).end(fault.body)
    }
    return end(response, fault.status, fault.code)
  }
  if (fault.kind === 'deaf') return
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
