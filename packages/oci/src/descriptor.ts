import { createHash } from 'node:crypto'
import { Failure } from '@slipway/outcome'
import type { OciErrorCode } from './error.ts'
import { lookalikeIn } from './lookalike.ts'

/** https://github.com/opencontainers/image-spec/blob/main/descriptor.md */
export interface Descriptor {
  /** `sha256:` and 64 hex digits. */
  readonly digest: string
  /** Bytes. */
  readonly size: number
  readonly mediaType: string
  readonly platform?: Platform
  readonly annotations: Readonly<Record<string, string>>
}

export interface Platform {
  readonly os: string
  readonly architecture: string
  readonly variant?: string
}

const indexTypes: ReadonlySet<string> = new Set([
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
])
const manifestTypes: ReadonlySet<string> = new Set([
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
])

/** Every media type a manifest may have, as an Accept header wants them. */
export const acceptedManifests: string = [...indexTypes, ...manifestTypes].join(', ')

export function isIndexType(mediaType: string): boolean {
  return indexTypes.has(mediaType)
}

export function isManifestType(mediaType: string): boolean {
  return manifestTypes.has(mediaType)
}

/**
 * Whether a layer is one that may not be distributed, as those of Windows: clients fetch it from its own URLs.
 * https://github.com/opencontainers/image-spec/blob/main/layer.md#non-distributable-layers
 */
export function isForeign(mediaType: string): boolean {
  return mediaType.includes('.rootfs.foreign.diff.tar') || mediaType.includes('.layer.nondistributable.v1.tar')
}

/** Only sha256: the one algorithm that ECR accepts. */
export function isDigest(text: unknown): text is string {
  return typeof text === 'string' && /^sha256:[0-9a-f]{64}$/.test(text)
}

/** A digest as the specification has it, of another algorithm than sha256. */
export function isOtherAlgorithm(text: unknown): boolean {
  return typeof text === 'string' && /^(?!sha256:)[a-z0-9]+(?:[+._-][a-z0-9]+)*:[\w=-]+$/i.test(text)
}

export function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

/** A descriptor out of parsed JSON; `where` names its place for the error. */
export function parseDescriptor(value: unknown, where: string): Descriptor {
  const record = asRecord(value, where)
  refuseLookalikes(record, where)
  const { digest, size, mediaType, platform, annotations } = record
  if (!isDigest(digest)) {
    const remedy = isOtherAlgorithm(digest)
      ? 'write the image with sha256, the one algorithm that ECR takes'
      : undefined
    throw invalid(`${where} has the digest ${JSON.stringify(digest)}, not sha256 and 64 hex digits`, remedy)
  }
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) {
    throw invalid(`${where} (${digest}) has the size ${JSON.stringify(size)}`)
  }
  const known = parsePlatform(platform)
  return {
    digest,
    size,
    mediaType: typeof mediaType === 'string' ? mediaType : '',
    ...(known === undefined ? {} : { platform: known }),
    annotations: parseAnnotations(annotations),
  }
}

/** The list of descriptors in the manifest with this digest. */
export function parseDescriptors(
  manifest: Readonly<Record<string, unknown>>,
  key: 'manifests' | 'layers',
  digest: string,
): readonly Descriptor[] {
  const list = manifest[key]
  if (!Array.isArray(list)) throw invalid(`manifest ${digest} has no list of ${key}`)
  return list.map((item, position) => parseDescriptor(item, `${key}[${position}] of ${digest}`))
}

/** What one reads as an image of these layers, and another as one of others, is refused (CVE-2021-41190). */
export function refuseLookalikes(record: Readonly<Record<string, unknown>>, where: string): void {
  const name = lookalikeIn(record)
  if (name !== undefined) throw invalid(`${where} has "${name}", which is not what all readers take it for`)
}

/** A JSON object, or an error that names the place. */
export function asRecord(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw invalid(`${where} is no JSON object`)
}

export function invalid(message: string, remedy = 'build the image again'): Failure<OciErrorCode> {
  return new Failure<OciErrorCode>('IMAGE_INVALID', message, { remedy })
}

export function parsePlatform(value: unknown): Platform | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { os, architecture, variant } = value as Readonly<Record<string, unknown>>
  if (typeof os !== 'string' || typeof architecture !== 'string') return undefined
  return { os, architecture, ...(typeof variant === 'string' ? { variant } : {}) }
}

export function parseAnnotations(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
