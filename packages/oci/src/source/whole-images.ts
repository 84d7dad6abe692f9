import { Failure } from '@slipway/outcome'
import { isForeign, isIndexType, parseDescriptors, type Descriptor } from '../descriptor.ts'
import type { OciErrorCode } from '../error.ts'
import { readImage, type Image } from '../image.ts'
import { isFileless } from './image-parts.ts'
import type { Entry } from './index-json.ts'
import { blobPath, type Layout } from '../layout.ts'
import { parseManifest, readManifestBytes } from '../manifest-bytes.ts'
import { memoryFile } from './memory-file.ts'
import type { TarFile } from '../archive/tar-file.ts'

/** The layout of which `root` is the one image. */
export function rootedAt(root: Descriptor, layout: Layout): Layout {
  const index = Buffer.from(JSON.stringify({ schemaVersion: 2, manifests: [root] }))
  return { ...layout, open: async (path) => (path === 'index.json' ? memoryFile(index) : layout.open(path)) }
}

/**
 * The image with all its layers, packed; `undefined` where something is missing. Docker leaves out platforms that it does
 * not have, and layers unpacked where it keeps them so.
 */
export async function readWholeImage(root: Descriptor, layout: Layout, tar: TarFile): Promise<Image | undefined> {
  const image = await unlessMissing(() => readImage(rootedAt(root, layout)))
  const blobs = image?.manifests.flatMap((manifest) => manifest.blobs).filter(({ mediaType }) => !isForeign(mediaType))
  const isWhole = blobs?.every(
    ({ digest, mediaType }) => tar.file(blobPath(digest)) !== undefined && !mediaType.endsWith('.tar'),
  )
  return isWhole === true ? image : undefined
}

/** Of indexes that are there in part, the images that are whole: the platforms that the engine has. */
export async function wholeImages(entries: readonly Entry[], layout: Layout, tar: TarFile): Promise<readonly Image[]> {
  const found = new Map<string, Image>()
  for (const leaf of await leavesOf(
    entries.map((entry) => entry.descriptor()),
    layout,
  )) {
    const image = await readWholeImage(leaf, layout, tar)
    if (image !== undefined && !isFileless(image.root)) found.set(leaf.digest, image)
  }
  return [...found.values()]
}

/** An index in an index is the deepest that Docker writes. */
async function leavesOf(roots: readonly Descriptor[], layout: Layout, depth = 2): Promise<readonly Descriptor[]> {
  const leaves: Descriptor[] = []
  for (const root of roots) {
    if (!isIndexType(root.mediaType)) leaves.push(root)
    else if (depth > 0) leaves.push(...(await leavesOf(await childrenOf(root, layout), layout, depth - 1)))
  }
  return leaves
}

async function childrenOf(index: Descriptor, layout: Layout): Promise<readonly Descriptor[]> {
  const bytes = await unlessMissing(() => readManifestBytes(layout, index))
  return bytes === undefined ? [] : parseDescriptors(parseManifest(bytes, index.digest), 'manifests', index.digest)
}

async function unlessMissing<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Failure && (error.code as OciErrorCode) === 'BLOB_MISSING') return undefined
    throw error
  }
}
