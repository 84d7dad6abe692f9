import { mountable } from './mount.ts'
import { RegistryError } from './registry-error.ts'
import { refuseSmallPart, type Upload } from './uploads.ts'
import type { RegistryCall } from './registry-call.ts'
import type { RegistryReply } from './registry-reply.ts'

/** POST: a new upload, or a mount of a blob of another repository. Where that is not granted, the client uploads instead. */
export async function startUpload({ world, repository, exchange, uploads }: RegistryCall): Promise<RegistryReply> {
  const { searchParams } = exchange.url
  const digest = searchParams.get('mount') ?? ''
  const size = mountable(world, repository, digest, searchParams.get('from'))
  if (size !== undefined) {
    repository.layers.set(digest, size)
    return created(world.url, repository.name, digest)
  }
  const upload = await uploads.start(repository)
  return accepted(202, world.url, upload)
}

/** PATCH: one part. ECR answers 201 where the specification says 202, so this does. */
export async function patchUpload(call: RegistryCall): Promise<RegistryReply> {
  const { world, repository, reference, exchange, body, uploads } = call
  const upload = uploads.find(repository, reference)
  refuseSmallPart(upload)
  const start = /^(?:bytes )?(\d+)-/.exec(exchange.request.headers['content-range'] ?? '')?.[1]
  if (start !== undefined && Number(start) !== upload.size) {
    throw new RegistryError(416, 'BLOB_UPLOAD_INVALID', `The part starts at ${start}, the upload is at ${upload.size}`)
  }
  const before = upload.size
  await uploads.append(upload, body)
  upload.lastPart = upload.size - before
  return accepted(201, world.url, upload)
}

/** PUT: the rest of the blob, or nothing, and the digest that it must have. */
export async function finishUpload(call: RegistryCall): Promise<RegistryReply> {
  const { world, repository, reference, exchange, body, uploads } = call
  const upload = uploads.find(repository, reference)
  const digest = exchange.url.searchParams.get('digest') ?? ''
  if (exchange.request.headers['content-length'] !== '0') {
    const before = upload.size
    await uploads.append(upload, body)
    if (upload.size > before) refuseSmallPart(upload)
  }
  await uploads.finish(upload, digest)
  return created(world.url, repository.name, digest)
}

function created(url: string, repository: string, digest: string): RegistryReply {
  const location = `${url}/v2/${repository}/blobs/${digest}`
  return { status: 201, headers: { location, 'docker-content-digest': digest, 'content-length': 0 } }
}

export function uploadStatus({ world, repository, reference, uploads }: RegistryCall): RegistryReply {
  return accepted(204, world.url, uploads.find(repository, reference))
}

export async function cancelUpload({ repository, reference, uploads }: RegistryCall): Promise<RegistryReply> {
  await uploads.cancel(uploads.find(repository, reference))
  return { status: 204, headers: {} }
}

function accepted(status: number, url: string, { id, repository, size }: Upload): RegistryReply {
  const headers = {
    location: `${url}/v2/${repository.name}/blobs/uploads/${id}`,
    range: `0-${Math.max(0, size - 1)}`,
    'docker-upload-uuid': id,
    ...(status !== 204 && { 'content-length': 0 }),
  }
  return { status, headers }
}
