import { findRepository } from '../ecr/repository.ts'
import { takeFault, type Faults } from '../frame/faults.ts'
import { getBlob } from './blob-handlers.ts'
import { listReferrers, listRepositories, listTags } from './listing-handlers.ts'
import { getManifest, putManifest } from './manifest-handlers.ts'
import { checkRegistryAuth } from './registry-auth.ts'
import { asRegistryError, RegistryError } from './registry-error.ts'
import { cancelUpload, finishUpload, patchUpload, startUpload, uploadStatus } from './upload-handlers.ts'
import { createUploads, type Uploads } from './uploads.ts'
import type { Exchange, Route } from '../frame/route.ts'
import type { World } from '../world.ts'
import type { RegistryCall } from './registry-call.ts'

/**
 * The OCI distribution API under `/v2/`: the data plane of ECR, on the same state.
 * https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md
 */
export function registryRoute(faults: Faults): Route {
  const uploads = new WeakMap<World, Uploads>()
  const uploadsOf = (world: World): Uploads => {
    const held = uploads.get(world) ?? createUploads(world)
    uploads.set(world, held)
    return held
  }
  return {
    name: 'registry',
    matches: (_method, path) => path === '/v2' || path.startsWith('/v2/'),
    handle: (world, exchange) => answer(world, exchange, uploadsOf(world), faults),
  }
}

interface Handler {
  /** The operation's name in the timeline and for faults. */
  readonly operation: string
  run(call: RegistryCall): void | Promise<void>
}

const get = (operation: string, run: Handler['run']): Record<string, Handler> => ({
  GET: { operation: `Get${operation}`, run },
  HEAD: { operation: `Head${operation}`, run },
})

/** Path patterns within `/v2/`; the first group is the repository's name, the second the reference. */
const paths: readonly (readonly [RegExp, Readonly<Record<string, Handler>>])[] = [
  [/^(.+)\/blobs\/uploads\/?()$/, { POST: { operation: 'StartUpload', run: startUpload } }],
  [
    /^(.+)\/blobs\/uploads\/([^/]+)$/,
    {
      GET: { operation: 'GetUpload', run: uploadStatus },
      PATCH: { operation: 'PatchUpload', run: patchUpload },
      PUT: { operation: 'FinishUpload', run: finishUpload },
      DELETE: { operation: 'CancelUpload', run: cancelUpload },
    },
  ],
  [/^(.+)\/blobs\/([^/]+)$/, get('Blob', getBlob)],
  [
    /^(.+)\/manifests\/([^/]+)$/,
    { ...get('Manifest', getManifest), PUT: { operation: 'PutManifest', run: putManifest } },
  ],
  [/^(.+)\/tags\/list()$/, get('Tags', listTags)],
  [/^(.+)\/referrers\/([^/]+)$/, get('Referrers', listReferrers)],
]

async function answer(world: World, exchange: Exchange, uploads: Uploads, faults: Faults): Promise<void> {
  const { request, response, url } = exchange
  const path = url.pathname.slice('/v2/'.length)
  const matched = match(path, request.method ?? 'GET')
  const operation = matched?.handler.operation ?? (path === '_catalog' ? 'GetCatalog' : 'Ping')
  const record = (status: number, error?: string): void =>
    world.timeline.record({ kind: 'call', service: 'registry', operation, status, ...(error && { error }) })
  response.setHeader('docker-distribution-api-version', 'registry/2.0')
  try {
    checkRegistryAuth(world, request)
    const fault = takeFault(faults, 'registry', operation)
    if (fault?.code === 'RESET') return void request.destroy()
    if (fault !== undefined) throw new RegistryError(fault.status, fault.code, fault.message)
    await respond(world, exchange, uploads, path, matched)
    record(response.statusCode)
  } catch (caught) {
    if (request.destroyed && !request.complete) return record(499, 'ClientClosedRequest')
    const error = asRegistryError(caught)
    if (error === undefined) throw caught
    record(error.status, error.code)
    refuse(exchange, error)
  }
}

type Matched = { readonly handler: Handler; readonly name: string; readonly reference: string }

function match(path: string, method: string): Matched | undefined {
  for (const [pattern, handlers] of paths) {
    const found = pattern.exec(path)
    if (found === null) continue
    const handler = handlers[method]
    if (handler === undefined) return undefined
    return { handler, name: found[1] ?? '', reference: decodeURIComponent(found[2] ?? '') }
  }
  return undefined
}

async function respond(
  world: World,
  exchange: Exchange,
  uploads: Uploads,
  path: string,
  matched: Matched | undefined,
): Promise<void> {
  const reads = exchange.request.method === 'GET' || exchange.request.method === 'HEAD'
  if (path === '' && reads) {
    exchange.response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  } else if (path === '_catalog' && reads) {
    listRepositories(world, exchange)
  } else if (matched === undefined) {
    throw new RegistryError(405, 'UNSUPPORTED', `${exchange.request.method} ${exchange.url.pathname} is not supported`)
  } else {
    const repository = findRepository(world, matched.name)
    await matched.handler.run({ world, exchange, uploads, repository, reference: matched.reference })
  }
}

function refuse({ request, response }: Exchange, error: RegistryError): void {
  // The rest of a refused upload is read away, so that the client gets to see the answer.
  request.resume()
  const body = JSON.stringify({ errors: [{ code: error.code, message: error.message }] })
  response.writeHead(error.status, { 'content-type': 'application/json', ...error.headers })
  response.end(request.method === 'HEAD' ? undefined : body)
}
