import {
  invalid,
  isIndexType,
  isManifestType,
  parseDescriptor,
  refuseLookalikes,
  type Descriptor,
  type Platform,
} from './descriptor.ts'
import type { Layout } from './layout.ts'
import { parseManifest, readManifestBytes } from './manifest-bytes.ts'
import { pickRoot } from './pick-root.ts'

/** More manifests than any image has; keeps what is held in memory within bounds. */
const mostManifests = 200
/** An index in an index in an index is the deepest that is followed. */
const deepest = 4
const statementType = 'application/vnd.in-toto+json'

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

/** A part of an image that has files in it: what can be run, and scanned. */
export interface ImagePart {
  readonly digest: string
  /** `linux/arm64/v8`; empty where none is named. */
  readonly platform: string
}

/** Reads the one image of the layout (or the one named by `ref`), verifying every manifest on the way. */
export async function readImage(layout: Layout, ref: string | undefined = layout.ref): Promise<Image> {
  const manifests = new Map<string, Manifest>()
  const root = await readManifest(layout, await pickRoot(layout, ref), manifests)
  return { root, manifests: [...manifests.values()] }
}

/**
 * The parts for each platform; an image that is listed for several is a part for each of them. BuildKit's attestations
 * are manifests too, but hold no files of the image.
 */
export function imageParts({ root, manifests }: Image): readonly ImagePart[] {
  if (!root.isIndex) return [{ digest: root.descriptor.digest, platform: '' }]
  const listed = Map.groupBy(manifests.filter(({ isIndex }) => isIndex).flatMap(entriesOf), ({ digest }) => digest)
  return manifests
    .filter((manifest) => !manifest.isIndex && !isAttestation(manifest))
    .flatMap(({ descriptor: { digest } }) =>
      platformsOf(listed.get(digest) ?? []).map((platform) => ({ digest, platform })),
    )
}

function entriesOf({ bytes, descriptor }: Manifest): readonly Descriptor[] {
  return descriptors(parseManifest(bytes, descriptor.digest), 'manifests', descriptor)
}

/** Each platform once; what names none only where nothing else does. */
function platformsOf(entries: readonly Descriptor[]): readonly string[] {
  const all = [...new Set(entries.map(({ platform }) => platformName(platform)))]
  const named = all.filter((platform) => platform !== '' && platform !== 'unknown/unknown')
  return named.length > 0 ? named : all.slice(0, 1)
}

/**
 * https://github.com/moby/buildkit/blob/master/docs/attestations/attestation-storage.md
 * Its entry alone is not believed: a layer that could be unpacked makes it an image, whatever it is listed as.
 */
function isAttestation({ descriptor: { annotations, platform }, blobs: [, ...layers] }: Manifest): boolean {
  const isReference = annotations['vnd.docker.reference.type'] === 'attestation-manifest'
  const isListed = isReference || (platform?.os === 'unknown' && platform.architecture === 'unknown')
  return isListed && layers.length > 0 && layers.every(({ mediaType }) => mediaType === statementType)
}

function platformName(platform: Platform | undefined): string {
  if (platform === undefined) return ''
  return [platform.os, platform.architecture, platform.variant].filter((part) => part !== undefined).join('/')
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
  const children = isIndex ? descriptors(body, 'manifests', descriptor) : []
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
  return [config, ...descriptors(body, 'layers', parent)]
}

function descriptors(
  body: Readonly<Record<string, unknown>>,
  key: 'manifests' | 'layers',
  { digest }: Descriptor,
): readonly Descriptor[] {
  const list = body[key]
  if (!Array.isArray(list)) throw invalid(`manifest ${digest} has no list of ${key}`)
  return list.map((item, position) => parseDescriptor(item, `${key}[${position}] of ${digest}`))
}
