import { Failure } from '@slipway/outcome'
import { digestOf } from '../descriptor.ts'
import type { DockerArchive } from './docker-save.ts'
import { packLayer, type PackedLayer } from './docker-layer.ts'
import type { SavedImage } from './docker-manifest.ts'
import { each } from '../each.ts'
import type { OciErrorCode } from '../error.ts'
import { blobPath, type Layout, type LayoutFile } from '../layout.ts'
import { memoryFile } from './memory-file.ts'
import type { TarFile } from '../archive/tar-file.ts'

/** Layers packed at a time: packing keeps a core busy each. */
const packers = 4

/** https://distribution.github.io/distribution/spec/manifest-v2-2/; it has no name for layers packed by zstd. */
const dockerTypes = {
  manifest: 'application/vnd.docker.distribution.manifest.v2+json',
  config: 'application/vnd.docker.container.image.v1+json',
  gzip: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
} as const
const ociTypes = {
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  gzip: 'application/vnd.oci.image.layer.v1.tar+gzip',
  zstd: 'application/vnd.oci.image.layer.v1.tar+zstd',
} as const

/** A saved image as a layout of one image. The same image gives the same digest, as gzip here writes no time. */
export async function packedLayout(tar: TarFile, image: SavedImage, archive: DockerArchive): Promise<Layout> {
  const layers = await packLayers(tar, image, archive)
  const manifest = manifestOf(image.config, layers)
  const { bytes, mediaType } = manifest
  const root = { mediaType, digest: digestOf(bytes), size: bytes.length }
  const index = Buffer.from(JSON.stringify({ schemaVersion: 2, manifests: [root] }))
  const files = new Map<string, () => Promise<LayoutFile | undefined>>([
    ['index.json', async () => memoryFile(index)],
    [blobPath(root.digest), async () => memoryFile(bytes)],
    [blobPath(digestOf(image.config)), async () => memoryFile(image.config)],
    ...layers.map((layer) => [blobPath(layer.digest), () => layer.open()] as const),
  ])
  return { name: archive.name, open: async (path) => files.get(path)?.(), close: () => tar.close() }
}

/** Every layer, in the image's order; one that comes twice is packed once. */
async function packLayers(
  tar: TarFile,
  { layers }: SavedImage,
  { name, spool, signal }: DockerArchive,
): Promise<readonly PackedLayer[]> {
  const packed = new Map<string, PackedLayer>()
  const once = [...new Map(layers.map((layer) => [layer.diffId, layer.path]))]
  await each(once, packers, async ([diffId, path]) => {
    const file = tar.file(path)
    if (file === undefined) {
      throw new Failure<OciErrorCode>('BLOB_MISSING', `${name} has no layer ${path}`, {
        remedy: 'save the image again',
      })
    }
    packed.set(diffId, await packLayer({ file, diffId, path: spool.path('layer'), signal }))
  })
  return layers.flatMap(({ diffId }) => packed.get(diffId) ?? [])
}

function manifestOf(config: Buffer, layers: readonly PackedLayer[]): { bytes: Buffer; mediaType: string } {
  const types = layers.some(({ compression }) => compression === 'zstd') ? ociTypes : { ...ociTypes, ...dockerTypes }
  const manifest = {
    schemaVersion: 2,
    mediaType: types.manifest,
    config: { mediaType: types.config, digest: digestOf(config), size: config.length },
    layers: layers.map(({ digest, size, compression }) => ({ mediaType: types[compression], digest, size })),
  }
  return { bytes: Buffer.from(JSON.stringify(manifest)), mediaType: types.manifest }
}
