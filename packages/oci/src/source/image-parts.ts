import { parseDescriptors, type Descriptor, type Platform } from '../descriptor.ts'
import type { Image, Manifest } from '../image.ts'
import { parseManifest } from '../manifest-bytes.ts'

/** A part of an image that has files in it: what can be run, and scanned. */
export interface ImagePart {
  readonly digest: string
  /** `linux/arm64/v8`; empty where none is named. */
  readonly platform: string
}

/** A part that says something about an image and has none of its files: an attestation, a signature, an index of files. */
export interface FilelessPart {
  readonly digest: string
  /** Media type of what it is, e.g. `application/vnd.amazon.soci.index.v2+json`. */
  readonly type: string
}

/** The parts for each platform; an image that is listed for several is a part for each of them. */
export function imageParts({ root, manifests }: Image): readonly ImagePart[] {
  if (!root.isIndex) return [{ digest: root.descriptor.digest, platform: '' }]
  const listed = Map.groupBy(manifests.filter(({ isIndex }) => isIndex).flatMap(entriesOf), ({ digest }) => digest)
  return manifests
    .filter((manifest) => !manifest.isIndex && !isFileless(manifest))
    .flatMap(({ descriptor: { digest } }) =>
      platformsOf(listed.get(digest) ?? []).map((platform) => ({ digest, platform })),
    )
}

/** What an index holds besides: no scanner finds anything in it. */
export function filelessParts({ root, manifests }: Image): readonly FilelessPart[] {
  if (!root.isIndex) return []
  return manifests
    .filter((manifest) => !manifest.isIndex && isFileless(manifest))
    .map((manifest) => ({ digest: manifest.descriptor.digest, type: typeOf(manifest) }))
}

function entriesOf({ bytes, descriptor: { digest } }: Manifest): readonly Descriptor[] {
  return parseDescriptors(parseManifest(bytes, digest), 'manifests', digest)
}

/** Each platform once; what names none only where nothing else does. */
function platformsOf(entries: readonly Descriptor[]): readonly string[] {
  const all = [...new Set(entries.map(({ platform }) => platformName(platform)))]
  const named = all.filter((platform) => platform !== '' && platform !== 'unknown/unknown')
  return named.length > 0 ? named : all.slice(0, 1)
}

function platformName(platform: Platform | undefined): string {
  if (platform === undefined) return ''
  return [platform.os, platform.architecture, platform.variant].filter((part) => part !== undefined).join('/')
}

/**
 * Neither the entry in the index nor `artifactType` is believed, which anybody can write: a layer that could be unpacked
 * makes it an image, and so does the configuration of one.
 * https://github.com/opencontainers/image-spec/blob/v1.1.1/manifest.md#guidelines-for-artifact-usage
 */
export function isFileless(manifest: Manifest): boolean {
  const [config, ...layers] = manifest.blobs
  if (imageConfigs.has(config?.mediaType ?? '')) return isAttestation(manifest)
  return layers.every(({ mediaType }) => mediaType !== '' && !unpackable.test(mediaType))
}

/** Docker's engine takes the last four for the configuration of an image too (moby, distribution/registry.go). */
const imageConfigs: ReadonlySet<string> = new Set([
  'application/vnd.oci.image.config.v1+json',
  'application/vnd.docker.container.image.v1+json',
  ...['application/octet-stream', 'application/json', 'text/html', ''],
])
const unpackable = /\b(?:layer|rootfs|tar|t?gz|gzip|zstd|zip|wasm|erofs|squashfs)\b/i
/** Of BuildKit's attestations, and of the signatures and attestations of cosign before its bundles. */
const statementTypes: ReadonlySet<string> = new Set([
  'application/vnd.in-toto+json',
  'application/vnd.dsse.envelope.v1+json',
  'application/vnd.dev.cosign.simplesigning.v1+json',
])

/**
 * BuildKit gives its attestations the configuration of an image, and layers that are no archives; so does cosign.
 * https://github.com/moby/buildkit/blob/master/docs/attestations/attestation-storage.md
 * https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md
 */
function isAttestation({ descriptor: { annotations, platform }, blobs: [, ...layers] }: Manifest): boolean {
  const isReference = annotations['vnd.docker.reference.type'] === 'attestation-manifest'
  const isListed = isReference || (platform?.os === 'unknown' && platform.architecture === 'unknown')
  return isListed && layers.length > 0 && layers.every(({ mediaType }) => statementTypes.has(mediaType))
}

/** https://github.com/opencontainers/image-spec/blob/v1.1.1/manifest.md#image-manifest-property-descriptions (`artifactType`) */
function typeOf({ bytes, descriptor: { digest }, blobs: [config, first] }: Manifest): string {
  const { artifactType } = parseManifest(bytes, digest)
  if (typeof artifactType === 'string' && artifactType !== '') return artifactType
  const type = config?.mediaType ?? ''
  return imageConfigs.has(type) ? (first?.mediaType ?? type) : type
}
