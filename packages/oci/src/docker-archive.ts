import { Failure } from '@slipway/outcome'
import { isForeign } from './descriptor.ts'
import { packedLayout } from './docker-image.ts'
import type { DockerArchive } from './docker-save.ts'
import { nameMatches, readSaved } from './docker-manifest.ts'
import type { OciErrorCode } from './error.ts'
import { readImage, type Image } from './image.ts'
import type { Layout } from './layout.ts'
import { blobPath } from './layout.ts'
import { memoryFile } from './memory-file.ts'
import { readEntries } from './pick-root.ts'
import { openTar, type TarFile } from './tar-file.ts'

/**
 * What `docker save` wrote. Where the archive is a whole OCI layout as well, with packed layers, that is what is pushed,
 * digest for digest; otherwise the image is put together from `manifest.json`, its layers packed by gzip.
 */
export async function openDockerArchive(archive: DockerArchive): Promise<Layout> {
  const tar = await openTar(archive.file, archive.name, archive.spool, archive.signal)
  try {
    return (await layoutWithin(tar, archive)) ?? (await packedLayout(tar, await readSaved(tar, archive), archive))
  } catch (error) {
    await tar.close()
    throw error
  }
}

async function layoutWithin(tar: TarFile, { name, ref }: DockerArchive): Promise<Layout | undefined> {
  const within: Layout = { name, open: async (path) => tar.file(path), close: () => tar.close() }
  if (tar.file('index.json') === undefined) return undefined
  const entries = await readEntries(within)
  const meant = ref === undefined ? entries : entries.filter(({ annotations }) => nameMatches(annotations, ref))
  const [root, ...others] = meant
  if (root === undefined || others.some(({ digest }) => digest !== root.digest)) return undefined
  const index = memoryFile(Buffer.from(JSON.stringify({ schemaVersion: 2, manifests: [root] })))
  const layout: Layout = { ...within, open: async (path) => (path === 'index.json' ? index : tar.file(path)) }
  return (await isWhole(layout, tar)) ? layout : undefined
}

/** Docker leaves out platforms that it does not have, and layers unpacked where it keeps them so. */
async function isWhole(layout: Layout, tar: TarFile): Promise<boolean> {
  let image: Image
  try {
    image = await readImage(layout)
  } catch (error) {
    if (error instanceof Failure && (error.code as OciErrorCode) === 'BLOB_MISSING') return false
    throw error
  }
  const blobs = image.manifests.flatMap((manifest) => manifest.blobs).filter(({ mediaType }) => !isForeign(mediaType))
  return blobs.every(({ digest, mediaType }) => tar.file(blobPath(digest)) !== undefined && !mediaType.endsWith('.tar'))
}
