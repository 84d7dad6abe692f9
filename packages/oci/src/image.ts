import {
  invalid,
  isIndexType,
  isManifestType,
  parseDescriptor,
  parseDescriptors,
  refuseLookalikes,
  type Descriptor,
} from './descriptor.ts'
import type { Layout } from './layout.ts'
import { parseManifest, readManifestBytes } from './manifest-bytes.ts'
import { pickRoot } from './source/pick-root.ts'

/** More manifests than any image has; keeps what is held in memory within bounds. */
const mostManifests = 200
/** An index in an index in an index is the deepest that is followed. */
const deepest = 4

/** A manifest or index with its exact bytes, checked against its digest. */
export interface Manifest {
  readonly descriptor: Descriptor
  readonly bytes: Buffer
  /** The config, then the layers; empty for an index. */
  readonly blobs: readonly Descriptor[]
  readonly isIndex: boolean
}

/** An image, or an index with all its children, as it is to be pushed. */
export interface Image {
  readonly root: Manifest
  /** Children before the index that names them; the root is last. */
  readonly manifests: readonly Manifest[]
}

/** Reads the one image of the layout (or the one named by `ref`), verifying every manifest on the way. */
export async function readImage(layout: Layout, ref: string | undefined = layout.ref): Promise<Image> {
  const manifests = new Map<string, Manifest>()
  const picked = await pickRoot(layout, ref)
  const root = await readManifest(picked.layout, picked.root, manifests)
  return { root, manifests: [...manifests.values()] }
}

async function readManifest(
  layout: Layout,
  descriptor: Descriptor,
  into: Map<string, Manifest>,
  depth = 0,
): Promise<Manifest> {
  const known = into.get(descriptor.digest)
  if (known !== undefined) return known
  if (depth >= deepest) throw invalid(`the image nests indexes more than ${deepest} deep`)
  if (into.size >= mostManifests) throw invalid(`the image has more than ${mostManifests} manifests`)
  const bytes = await readManifestBytes(layout, descriptor)
  const body = parseManifest(bytes, descriptor.digest)
  const mediaType = mediaTypeOf(descriptor, body)
  const isIndex = isIndexType(mediaType)
  checkOneKind(body, descriptor)
  refuseLookalikes(body, `manifest ${descriptor.digest}`)
  const children = isIndex ? parseDescriptors(body, 'manifests', descriptor.digest) : []
  for (const child of children) await readManifest(layout, child, into, depth + 1)
  const blobs = isIndex ? [] : blobsOf(body, descriptor)
  const manifest = { descriptor: { ...descriptor, mediaType }, bytes, blobs, isIndex }
  into.set(descriptor.digest, manifest)
  return manifest
}

function mediaTypeOf({ digest, mediaType }: Descriptor, body: Readonly<Record<string, unknown>>): string {
  const own = body['mediaType']
  if (typeof own === 'string' && mediaType !== '' && own !== mediaType) {
    throw invalid(`manifest ${digest} calls itself ${own}, but is named as ${mediaType}`)
  }
  const type = mediaType === '' && typeof own === 'string' ? own : mediaType
  if (isIndexType(type) || isManifestType(type)) return type
  throw invalid(`manifest ${digest} is of the type "${type}", which is neither an image nor an index`)
}

/** Read as an index by one and as an image by another, what was scanned might not be what runs (CVE-2021-41190). */
function checkOneKind({ manifests, config, layers }: Readonly<Record<string, unknown>>, { digest }: Descriptor): void {
  if (manifests === undefined || (config === undefined && layers === undefined)) return
  throw invalid(`manifest ${digest} is both an image and an index`)
}

function blobsOf(body: Readonly<Record<string, unknown>>, parent: Descriptor): readonly Descriptor[] {
  const config = parseDescriptor(body['config'], `config of ${parent.digest}`)
  return [config, ...parseDescriptors(body, 'layers', parent.digest)]
}
