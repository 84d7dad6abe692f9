import { digestOf, type Descriptor } from '../descriptor.ts'
import type { Manifest } from '../image.ts'
import { memoryFile } from '../source/memory-file.ts'
import type { Registry } from './registry.ts'

/** Something that is said about an image: a verdict, a signature, a bill of materials. */
export interface Artifact {
  /** What it is about, as the registry has it: digest, size and media type of the manifest or index. */
  readonly subject: Pick<Descriptor, 'digest' | 'size' | 'mediaType'>
  readonly artifactType: string
  readonly layers: readonly ArtifactLayer[]
  readonly annotations: Readonly<Record<string, string>>
}

export interface ArtifactLayer {
  readonly mediaType: string
  readonly bytes: Uint8Array
  readonly annotations?: Readonly<Record<string, string>>
}

const manifestType = 'application/vnd.oci.image.manifest.v1+json'
const emptyBytes = Buffer.from('{}')
/** https://github.com/opencontainers/image-spec/blob/v1.1.1/manifest.md#guidance-for-an-empty-descriptor */
const empty = {
  mediaType: 'application/vnd.oci.empty.v1+json',
  digest: digestOf(emptyBytes),
  size: emptyBytes.length,
  data: emptyBytes.toString('base64'),
} as const

/**
 * Puts an artifact beside its subject in the same repository, as an OCI 1.1 referrer. The same artifact again is the
 * same digest, and writes nothing. A registry without the referrers API keeps it, but nobody is led to it there: no
 * fallback tag is written, which an immutable repository would refuse the second time.
 */
export async function attachArtifact(registry: Registry, artifact: Artifact): Promise<{ readonly digest: string }> {
  const manifest = manifestOf(artifact)
  const { digest } = manifest.descriptor
  if (await registry.hasManifest(digest)) return { digest }
  const contents = new Map([emptyBytes, ...artifact.layers.map(({ bytes }) => bytes)].map((b) => [digestOf(b), b]))
  const there = await registry.blobsThere([...contents.keys()])
  for (const blob of new Map(manifest.blobs.map((blob) => [blob.digest, blob])).values()) {
    const bytes = contents.get(blob.digest)
    if (bytes === undefined || there.has(blob.digest)) continue
    await registry.putBlob(blob, memoryFile(bytes), Buffer.alloc(bytes.length))
  }
  await registry.putManifest(manifest)
  return { digest }
}

/** https://github.com/opencontainers/image-spec/blob/v1.1.1/manifest.md#guidelines-for-artifact-usage */
function manifestOf({ subject, artifactType, layers, annotations }: Artifact): Manifest {
  const described = layers.map(({ mediaType, bytes, annotations = {} }) => ({
    mediaType,
    digest: digestOf(bytes),
    size: bytes.length,
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
  }))
  const { digest, size, mediaType } = subject
  const body = {
    schemaVersion: 2,
    mediaType: manifestType,
    artifactType,
    config: empty,
    layers: described.length === 0 ? [empty] : described,
    subject: { mediaType, digest, size },
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
  }
  const bytes = Buffer.from(JSON.stringify(body))
  return {
    descriptor: { digest: digestOf(bytes), size: bytes.length, mediaType: manifestType, annotations: {} },
    bytes,
    blobs: [empty, ...described].map((each) => ({ annotations: {}, ...each })),
    isIndex: false,
  }
}
