import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { pack } from 'tar-stream'
import type { AppFiles } from './bundle-app.ts'

export interface Layer {
  /** The compressed tar. */
  readonly bytes: Buffer
  /** Digest of the tar before compression, as an image's configuration names it. */
  readonly diffId: string
}

/** `files` under `app/` as one layer. The same files give the same bytes: no clock, no user, no order of a disk in it. */
export async function layerOf(files: AppFiles): Promise<Layer> {
  const archive = pack()
  const owned = { uid: 0, gid: 0, mtime: new Date(0) }
  archive.entry({ name: 'app', type: 'directory', mode: 0o755, ...owned })
  for (const [name, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    archive.entry({ name: `app/${name}`, mode: 0o644, ...owned }, content)
  }
  archive.finalize()
  const tar = await buffer(archive)
  return { bytes: await promisify(gzip)(tar, { level: 9 }), diffId: digestOf(tar) }
}

export function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}
