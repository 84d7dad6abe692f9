import { createReadStream } from 'node:fs'
import { isArchivedLayer } from '../ecr/archive.ts'
import { blobPath } from './blob-store.ts'
import { RegistryError } from './registry-error.ts'
import type { RegistryCall } from './registry-call.ts'
import type { RegistryReply } from './registry-reply.ts'

/** HEAD and GET of a blob of this repository, whole or a range. ECR redirects to its storage; here the bytes come at once. */
export function getBlob({ world, repository, reference, exchange: { request } }: RegistryCall): RegistryReply {
  const size = repository.layers.get(reference)
  if (size === undefined || isArchivedLayer(world, repository, reference)) {
    throw new RegistryError(
      404,
      'BLOB_UNKNOWN',
      `The layer with digest '${reference}' was not found in the repository with name '${repository.name}'`,
    )
  }
  const range = byteRange(request.headers.range, size)
  const headers = {
    'content-type': 'application/octet-stream',
    'content-length': range === undefined ? size : range.end - range.start + 1,
    'accept-ranges': 'bytes',
    'docker-content-digest': reference,
    ...(range !== undefined && { 'content-range': `bytes ${range.start}-${range.end}/${size}` }),
  }
  const status = range === undefined ? 200 : 206
  if (request.method === 'HEAD') return { status, headers }
  return { status, headers, body: () => createReadStream(blobPath(world, reference), range) }
}

/** `bytes=a-b`, `bytes=a-` or `bytes=-n`; any other form is ignored, as RFC 9110 14.2 allows. */
function byteRange(header: string | undefined, size: number): { start: number; end: number } | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (match === null || (match[1] === '' && match[2] === '')) return undefined
  const start = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1])
  const end = match[1] === '' || match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1)
  if (start <= end) return { start, end }
  throw new RegistryError(416, 'SIZE_INVALID', `no bytes ${header} in ${size}`, { 'content-range': `bytes */${size}` })
}
