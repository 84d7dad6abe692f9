import type { ServerResponse } from 'node:http'
import { RegistryError } from './registry-error.ts'
import { refuseSmallPart, type Upload } from './uploads.ts'
import type { RegistryCall } from './registry-call.ts'

/** POST: a new upload. A mount is never granted, as with ECR's BLOB_MOUNTING setting off: the client uploads instead. */
export async function startUpload({ world, repository, exchange, uploads }: RegistryCall): Promise<void> {
  exchange.request.resume()
  const upload = await uploads.start(repository)
  accepted(exchange.response, 202, world.url, upload)
}

/** PATCH: one part. ECR answers 201 where the specification says 202, so this does. */
export async function patchUpload({ world, repository, reference, exchange, uploads }: RegistryCall): Promise<void> {
  const upload = uploads.find(repository, reference)
  refuseSmallPart(upload)
  const start = /^(?:bytes )?(\d+)-/.exec(exchange.request.headers['content-range'] ?? '')?.[1]
  if (start !== undefined && Number(start) !== upload.size) {
    throw new RegistryError(416, 'BLOB_UPLOAD_INVALID', `The part starts at ${start}, the upload is at ${upload.size}`)
  }
  const before = upload.size
  await uploads.append(upload, exchange.request)
  upload.lastPart = upload.size - before
  accepted(exchange.response, 201, world.url, upload)
}

/** PUT: the rest of the blob, or nothing, and the digest that it must have. */
export async function finishUpload({ world, repository, reference, exchange, uploads }: RegistryCall): Promise<void> {
  const upload = uploads.find(repository, reference)
  const digest = exchange.url.searchParams.get('digest') ?? ''
  if (exchange.request.headers['content-length'] !== '0') {
    const before = upload.size
    await uploads.append(upload, exchange.request)
    if (upload.size > before) refuseSmallPart(upload)
  }
  await uploads.finish(upload, digest)
  exchange.response.writeHead(201, {
    location: `${world.url}/v2/${repository.name}/blobs/${digest}`,
    'docker-content-digest': digest,
    'content-length': 0,
  })
  exchange.response.end()
}

export function uploadStatus({ world, repository, reference, exchange, uploads }: RegistryCall): void {
  accepted(exchange.response, 204, world.url, uploads.find(repository, reference))
}

export async function cancelUpload({ repository, reference, exchange, uploads }: RegistryCall): Promise<void> {
  await uploads.cancel(uploads.find(repository, reference))
  exchange.response.writeHead(204).end()
}

function accepted(response: ServerResponse, status: number, url: string, { id, repository, size }: Upload): void {
  response.writeHead(status, {
    location: `${url}/v2/${repository.name}/blobs/uploads/${id}`,
    range: `0-${Math.max(0, size - 1)}`,
    'docker-upload-uuid': id,
    ...(status !== 204 && { 'content-length': 0 }),
  })
  response.end()
}
