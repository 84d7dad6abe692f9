import { buffer } from 'node:stream/consumers'
import { pack, type Header } from 'tar-stream'
import { blob, imageType, sha256, type Blob, type ImageBytes } from './push-image.ts'

/** One entry of a layer; `content` makes it a file. */
export type Entry = Partial<Header> & { readonly name: string; readonly content?: string }

/** A layer as a plain tar. */
export async function tar(entries: readonly Entry[]): Promise<Buffer> {
  const archive = pack()
  for (const { content, ...header } of entries) {
    if (content === undefined) archive.entry(header)
    else archive.entry(header, content)
  }
  archive.finalize()
  return buffer(archive)
}

/** An image whose one layer holds `files`, and that runs as `config` says. */
export async function imageOf(files: Readonly<Record<string, string>>, config: object): Promise<ImageBytes> {
  const entries = Object.entries(files).map(([name, content]) => ({ name, content }))
  const layer = blob('application/vnd.oci.image.layer.v1.tar', await tar(entries))
  const configBlob = blob('application/vnd.oci.image.config.v1+json', JSON.stringify({ config }))
  const describe = ({ mediaType, digest, size }: Blob): object => ({ mediaType, digest, size })
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: imageType,
    config: describe(configBlob),
    layers: [describe(layer)],
  })
  return { manifest, mediaType: imageType, digest: sha256(manifest), blobs: [configBlob, layer] }
}
