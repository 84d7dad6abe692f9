import { createHash, type Hash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { Failure } from '@slipway/outcome'
import { compressionOf, type Compression } from '../archive/compression.ts'
import { invalid } from '../descriptor.ts'
import type { OciErrorCode } from '../error.ts'
import { openFile } from './layout-folder.ts'
import type { LayoutFile } from '../layout.ts'
import { unreadPacking } from '../archive/unread-packing.ts'
import { unzstd } from '../archive/unzstd.ts'

/** A layer as it is pushed. */
export interface PackedLayer {
  readonly digest: string
  /** Bytes. */
  readonly size: number
  readonly compression: Exclude<Compression, 'none'>
  open(): Promise<LayoutFile | undefined>
}

export interface LayerToPack {
  readonly file: LayoutFile
  /** `sha256:…` of the unpacked tar, as the image's config says. */
  readonly diffId: string
  /** Where the packed layer may be written. */
  readonly path: string
  readonly signal: AbortSignal
}

/** Packs a plain layer by gzip into `path`; one that is packed already is taken as it is. Its content is checked either way. */
export async function packLayer(layer: LayerToPack): Promise<PackedLayer> {
  const head = Buffer.alloc(8)
  await layer.file.read(head, 0)
  const compression = compressionOf(head)
  const unread = unreadPacking(head)
  if (unread !== undefined) {
    throw invalid(
      `layer ${layer.diffId} is compressed by ${unread.name}, and the layers of an image are plain or compressed by gzip or zstd`,
      'save the image again with a tool that compresses its layers so',
    )
  }
  try {
    return compression === 'none' ? await pack(layer) : await keep(layer, compression)
  } catch (error) {
    layer.signal.throwIfAborted()
    if (error instanceof Failure) throw error
    throw corrupt(layer.diffId, 'cannot be read', error)
  }
}

async function pack({ file, diffId, path, signal }: LayerToPack): Promise<PackedLayer> {
  const plain = createHash('sha256')
  const packed = createHash('sha256')
  const written = createWriteStream(path)
  await pipeline(chunksOf(file), through(plain), createGzip(), through(packed), written, { signal })
  check(plain, diffId)
  return { ...named(packed), size: written.bytesWritten, compression: 'gzip', open: () => openFile(path) }
}

async function keep(
  { file, diffId, signal }: LayerToPack,
  compression: PackedLayer['compression'],
): Promise<PackedLayer> {
  const plain = createHash('sha256')
  const packed = createHash('sha256')
  const unpack = compression === 'gzip' ? createGunzip() : unzstd
  await pipeline(chunksOf(file), through(packed), unpack, through(plain), discard(), { signal })
  check(plain, diffId)
  return { ...named(packed), size: file.size, compression, open: async () => file }
}

async function* chunksOf(file: LayoutFile): AsyncGenerator<Buffer> {
  for (let position = 0; position < file.size;) {
    const buffer = Buffer.allocUnsafeSlow(64 * 1024)
    const count = await file.read(buffer, position)
    if (count === 0) throw new Error(`it ends after ${position} of ${file.size} bytes`)
    position += count
    yield buffer.subarray(0, count)
  }
}

function through(hash: Hash): (source: AsyncIterable<Buffer>) => AsyncGenerator<Buffer> {
  return async function* (source) {
    for await (const chunk of source) {
      hash.update(chunk)
      yield chunk
    }
  }
}

function discard(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() })
}

function named(hash: Hash): { readonly digest: string } {
  return { digest: `sha256:${hash.digest('hex')}` }
}

function check(plain: Hash, diffId: string): void {
  const { digest } = named(plain)
  if (digest !== diffId) throw corrupt(diffId, `has the content of ${digest}`)
}

function corrupt(diffId: string, what: string, cause?: unknown): Failure<OciErrorCode> {
  return new Failure<OciErrorCode>('BLOB_CORRUPT', `layer ${diffId} ${what}`, { remedy: 'save the image again', cause })
}
