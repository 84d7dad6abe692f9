import { createHash, randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'

const sha256 = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`

/**
 * Writes an OCI layout with one single-layer image that is like no other, and gives its digest.
 * With `program`, the image runs it with node.
 */
export async function writeTinyImage(folder: string, program = ''): Promise<string> {
  const tar = pack()
  tar.entry({ name: 'hello.txt', mtime: new Date(0) }, randomBytes(2000))
  tar.entry({ name: 'program.mjs', mtime: new Date(0) }, program)
  tar.finalize()
  const layer = await buffer(tar)
  const blobs = join(folder, 'blobs', 'sha256')
  await mkdir(blobs, { recursive: true })
  const store = async (
    bytes: Buffer,
    mediaType: string,
  ): Promise<{ mediaType: string; digest: string; size: number }> => {
    const digest = sha256(bytes)
    await writeFile(join(blobs, digest.slice('sha256:'.length)), bytes)
    return { mediaType, digest, size: bytes.length }
  }
  const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))
  const config = {
    architecture: 'amd64',
    os: 'linux',
    config: { Cmd: ['node', '/program.mjs'], WorkingDir: '/' },
    rootfs: { type: 'layers', diff_ids: [sha256(layer)] },
  }
  const manifest = {
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: await store(json(config), 'application/vnd.oci.image.config.v1+json'),
    layers: [await store(gzipSync(layer), 'application/vnd.oci.image.layer.v1.tar+gzip')],
  }
  const descriptor = await store(json(manifest), manifest.mediaType)
  await writeFile(join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}')
  await writeFile(join(folder, 'index.json'), json({ schemaVersion: 2, manifests: [descriptor] }))
  return descriptor.digest
}
