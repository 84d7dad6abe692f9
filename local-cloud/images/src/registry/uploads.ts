import { createHash, randomUUID, type Hash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { blobPath, isDigest, uploadsFolder } from './blob-store.ts'
import { RegistryError } from './registry-error.ts'
import type { Repository } from '../ecr/repository.ts'
import type { CloudContext } from '@slipway/local-cloud-frame/context'

/** A blob on its way in: written to disk as it comes, hashed on the way. */
export interface Upload {
  readonly id: string
  readonly repository: Repository
  readonly path: string
  readonly hash: Hash
  size: number
  /** Bytes of the last part; undefined before the first. */
  lastPart: number | undefined
  /** Through the API a part that is too small is refused only in the end. */
  hasSmallPart: boolean
}

/** Every part but the last; https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html */
const smallestPart = 5 * 1024 * 1024

export interface Uploads {
  start(repository: Repository): Promise<Upload>
  held(repository: Repository, id: string): Upload | undefined
  /** The upload, or BLOB_UPLOAD_UNKNOWN. */
  find(repository: Repository, id: string): Upload
  /** Takes one part; a part that breaks off ends the upload, as nobody knows how much of it was hashed. */
  append(upload: Upload, body: AsyncIterable<Buffer>): Promise<void>
  /** Puts the blob in its place when it has the digest, else removes it: DIGEST_INVALID. */
  finish(upload: Upload, digest: string): Promise<void>
  cancel(upload: Upload): Promise<void>
}

/** Those of a cloud: begun through the registry or through the API, they are the same. */
export function createUploads(world: Pick<CloudContext, 'dataDir'>): Uploads {
  const uploads = new Map<string, Upload>()
  const held: Uploads['held'] = (repository, id) => {
    const upload = uploads.get(id)
    return upload?.repository === repository ? upload : undefined
  }
  const cancel = async (upload: Upload): Promise<void> => {
    uploads.delete(upload.id)
    await rm(upload.path, { force: true })
  }
  return {
    async start(repository) {
      await mkdir(uploadsFolder(world), { recursive: true })
      const id = randomUUID()
      const path = join(uploadsFolder(world), id)
      const parts = { size: 0, lastPart: undefined, hasSmallPart: false }
      const upload: Upload = { id, repository, path, hash: createHash('sha256'), ...parts }
      uploads.set(id, upload)
      return upload
    },
    held,
    find(repository, id) {
      const upload = held(repository, id)
      if (upload !== undefined) return upload
      throw new RegistryError(
        404,
        'BLOB_UPLOAD_UNKNOWN',
        `The upload with id '${id}' was not found in the repository with name '${repository.name}'`,
      )
    },
    async append(upload, body) {
      try {
        await write(upload, body)
      } catch (error) {
        await cancel(upload)
        throw error
      }
    },
    async finish(upload, digest) {
      try {
        refuseBlob(upload, digest)
      } catch (error) {
        await cancel(upload)
        throw error
      }
      uploads.delete(upload.id)
      await place(world, upload, digest)
    },
    cancel,
  }
}

async function write(upload: Upload, body: AsyncIterable<Buffer>): Promise<void> {
  const counted = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      upload.hash.update(chunk)
      upload.size += chunk.length
      yield chunk
    }
  }
  await pipeline(body, counted, createWriteStream(upload.path, { flags: 'a', highWaterMark: 1024 * 1024 }))
}

export function endsInSmallPart({ lastPart }: Upload): boolean {
  return lastPart !== undefined && lastPart < smallestPart
}

/** A part smaller than 5 MiB may only be the last one, so it may not be followed. */
export function refuseSmallPart(upload: Upload): void {
  if (!endsInSmallPart(upload)) return
  throw new RegistryError(
    400,
    'SIZE_INVALID',
    `Layer part of ${upload.lastPart} bytes is smaller than ${smallestPart} bytes and is not the last one`,
  )
}

function refuseBlob({ hash, size }: Upload, digest: string): void {
  if (!isDigest(digest)) throw new RegistryError(400, 'DIGEST_INVALID', `'${digest}' is not a sha256 digest`)
  if (size === 0) throw new RegistryError(400, 'BLOB_UPLOAD_INVALID', 'The layer upload is empty')
  const actual = `sha256:${hash.digest('hex')}`
  if (actual !== digest) {
    throw new RegistryError(400, 'DIGEST_INVALID', `The layer has the digest '${actual}', not '${digest}'`)
  }
}

async function place(world: Pick<CloudContext, 'dataDir'>, upload: Upload, digest: string): Promise<void> {
  const path = blobPath(world, digest)
  await mkdir(join(path, '..'), { recursive: true })
  await rename(upload.path, path)
  upload.repository.layers.set(digest, upload.size)
}
