import { createHash, randomFillSync } from 'node:crypto'
import { closeSync, mkdirSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'

/** An OCI layout of one image, and what it is made of. */
export interface BenchImage {
  readonly layout: string
  readonly digest: string
  /** Files of the layers. */
  readonly layers: readonly string[]
  /** Bytes of all layers. */
  readonly size: number
}

interface Entry {
  readonly mediaType: string
  readonly digest: string
  readonly size: number
}

/** The most that a stored block of deflate holds. */
const block = 65_535
const types = {
  layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
  config: 'application/vnd.oci.image.config.v1+json',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
} as const

/** Layers that are valid gzip and cannot be made smaller, each unlike every other ever made. */
export function writeImage(layout: string, layers: number, size: number): BenchImage {
  mkdirSync(join(layout, 'blobs', 'sha256'), { recursive: true })
  const entries = Array.from({ length: layers }, () => writeLayer(layout, Math.round(size / layers)))
  const config = store(layout, types.config, {
    os: 'linux',
    architecture: 'amd64',
    rootfs: { type: 'layers', diff_ids: entries.map(({ diff }) => diff) },
  })
  const manifest = { schemaVersion: 2, mediaType: types.manifest, config, layers: entries.map(({ entry }) => entry) }
  const { digest, ...rest } = store(layout, types.manifest, manifest)
  const annotations = { 'org.opencontainers.image.ref.name': 'bench' }
  writeFileSync(join(layout, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}')
  writeFileSync(
    join(layout, 'index.json'),
    JSON.stringify({ schemaVersion: 2, manifests: [{ digest, ...rest, annotations }] }),
  )
  return {
    layout,
    digest,
    layers: entries.map(({ entry }) => blobFile(layout, entry.digest)),
    size: entries.reduce((sum, { entry }) => sum + entry.size, 0),
  }
}

/** Gzip of noise in stored blocks, written as it is made. */
function writeLayer(layout: string, size: number): { entry: Entry; diff: string } {
  const temporary = join(layout, 'layer')
  const file = openSync(temporary, 'w')
  const [whole, content] = [createHash('sha256'), createHash('sha256')]
  let [written, sum, length] = [0, 0, 0]
  const write = (bytes: Buffer): void => {
    writeSync(file, bytes)
    whole.update(bytes)
    written += bytes.length
  }
  write(Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]))
  const bytes = Buffer.allocUnsafe(5 + block)
  for (let left = size; left > 0; left -= block) {
    const count = Math.min(block, left)
    const data = randomFillSync(bytes.subarray(5, 5 + count))
    bytes[0] = left <= block ? 1 : 0
    bytes.writeUInt16LE(count, 1)
    bytes.writeUInt16LE(0xffff - count, 3)
    content.update(data)
    sum = crc32(data, sum)
    length += count
    write(bytes.subarray(0, 5 + count))
  }
  const end = Buffer.alloc(8)
  end.writeUInt32LE(sum, 0)
  end.writeUInt32LE(length % 2 ** 32, 4)
  write(end)
  closeSync(file)
  const entry = { mediaType: types.layer, digest: `sha256:${whole.digest('hex')}`, size: written }
  renameSync(temporary, blobFile(layout, entry.digest))
  return { entry, diff: `sha256:${content.digest('hex')}` }
}

function store(layout: string, mediaType: string, value: unknown): Entry {
  const bytes = Buffer.from(JSON.stringify(value))
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`
  writeFileSync(blobFile(layout, digest), bytes)
  return { mediaType, digest, size: bytes.length }
}

function blobFile(layout: string, digest: string): string {
  return join(layout, 'blobs', digest.replace(':', '/'))
}
