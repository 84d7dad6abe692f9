import { Failure } from '@slipway/outcome'
import { digestOf, isOtherAlgorithm, type Descriptor } from '../descriptor.ts'
import type { OciErrorCode } from '../error.ts'
import { readIndexJson, type Entry, type IndexJson } from './index-json.ts'
import { blobPath, type Layout } from '../layout.ts'
import { memoryFile } from './memory-file.ts'

const refName = 'org.opencontainers.image.ref.name'
const fullName = 'io.containerd.image.name'

/** The image that is meant, and the layout to read it from. */
export interface Root {
  readonly root: Descriptor
  readonly layout: Layout
}

/**
 * The one image of `index.json` that is meant. Several without a reference are an error that lists them; but where they
 * are the platforms of one image, as go-containerregistry writes it, `index.json` is its index.
 */
export async function pickRoot(layout: Layout, ref?: string): Promise<Root> {
  const index = await readIndexJson(layout)
  if (ref === undefined && isImageIndex(index.entries)) return itself(index, layout)
  const meant = ref === undefined ? index.entries.filter(isTaken) : named(index.entries, ref)
  const [first, ...others] = meant.length === 0 && ref === undefined ? index.entries : meant
  if (first === undefined) throw without(index.entries, ref, layout.name)
  const root = first.descriptor()
  if (others.every((entry) => entry.descriptor().digest === root.digest)) return { root, layout }
  const which = ref === undefined ? '' : ` with the reference ${ref}`
  throw ambiguous(`${layout.name} has ${meant.length} images${which}: ${listed(index.entries)}`)
}

/** By name, else by digest, else `@N`, the N-th from 0. Of one name in several algorithms what ECR takes is meant. */
export function named(
  entries: readonly Entry[],
  ref: string,
  hasName: (entry: Entry) => boolean = ({ annotations }) => annotations[refName] === ref,
): readonly Entry[] {
  const byName = entries.filter(hasName)
  const taken = byName.filter(isTaken)
  if (byName.length > 0) return taken.length > 0 ? taken : byName
  return entries.filter(({ digest }, at) => digest === ref || `@${at}` === ref)
}

/** ECR takes sha256 only: what is listed by another algorithm cannot be what is meant, unless that is said. */
export function isTaken({ digest }: Entry): boolean {
  return !isOtherAlgorithm(digest)
}

/** Several entries, without names, each for a platform, and no two images for the same one. */
function isImageIndex(entries: readonly Entry[]): boolean {
  if (new Set(entries.map(({ digest }) => digest)).size < 2) return false
  if (entries.some(({ platform, annotations }) => platform === '' || refName in annotations || fullName in annotations))
    return false
  const images = entries.filter(({ isBeside }) => !isBeside)
  return images.length > 0 && new Set(images.map(({ platform }) => platform)).size === images.length
}

function itself({ bytes, mediaType }: IndexJson, layout: Layout): Root {
  const root = { digest: digestOf(bytes), size: bytes.length, mediaType, annotations: {} }
  const path = blobPath(root.digest)
  return {
    root,
    layout: { ...layout, open: async (asked) => (asked === path ? memoryFile(bytes) : layout.open(asked)) },
  }
}

function without(entries: readonly Entry[], ref: string | undefined, name: string): Failure<OciErrorCode> {
  if (ref === undefined) return ambiguous(`index.json of ${name} names no image`)
  return ambiguous(`${name} has no image with the reference ${ref}; it has: ${listed(entries) || 'none'}`)
}

function listed(entries: readonly Entry[]): string {
  return entries.map(({ digest, annotations }) => annotations[refName] ?? digest).join(', ')
}

function ambiguous(message: string): Failure<OciErrorCode> {
  return new Failure<OciErrorCode>('SOURCE_AMBIGUOUS', message, {
    remedy:
      'name one as oci-layout:DIR:REF, by its name, its digest or its place (:@N, from 0); or write one image, or one index of all platforms, into the layout',
  })
}
