import { createHash } from 'node:crypto'

/** What of a manifest the registry acts on; OCI image spec 1.1 and Docker image manifest v2, schema 2. */
export interface Manifest {
  readonly mediaType: string | undefined
  /** Media type of the config, or the manifest's artifactType: what kind of thing this is. */
  readonly artifactMediaType: string | undefined
  readonly config: Descriptor | undefined
  readonly layers: readonly Descriptor[]
  /** Manifests of an index. */
  readonly children: readonly Descriptor[]
  readonly subject: string | undefined
  readonly annotations: Readonly<Record<string, string>> | undefined
}

export interface Descriptor {
  readonly mediaType: string
  readonly digest: string
  readonly size: number
  readonly platform: { readonly os: string; readonly architecture: string } | undefined
}

const indexTypes: ReadonlySet<string> = new Set([
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
])
const imageConfigTypes: ReadonlySet<string> = new Set([
  'application/vnd.oci.image.config.v1+json',
  'application/vnd.docker.container.image.v1+json',
])

export function isIndex(mediaType: string): boolean {
  return indexTypes.has(mediaType)
}

/** A container image, as opposed to a signature, an attestation or another artifact. */
export function isContainerImage(manifest: Manifest): boolean {
  const held = manifest.config !== undefined && imageConfigTypes.has(manifest.config.mediaType)
  return held && manifest.layers.every(({ mediaType }) => !mediaType.includes('in-toto'))
}

export function digestOf(bytes: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

/** Reads a manifest; undefined where the text is not a JSON object with the shape of one. */
export function parseManifest(text: string): Manifest | undefined {
  try {
    const value = JSON.parse(text) as Raw
    const config = value.config && descriptor(value.config)
    return {
      mediaType: value.mediaType,
      artifactMediaType: value.artifactType ?? config?.mediaType,
      config,
      layers: (value.layers ?? []).map(descriptor),
      children: (value.manifests ?? []).map(descriptor),
      subject: value.subject?.digest,
      annotations: value.annotations,
    }
  } catch {
    return undefined
  }
}

interface Raw {
  mediaType?: string
  artifactType?: string
  config?: RawDescriptor
  layers?: RawDescriptor[]
  manifests?: RawDescriptor[]
  subject?: RawDescriptor
  annotations?: Record<string, string>
}

interface RawDescriptor {
  mediaType: string
  digest: string
  size: number
  platform?: { os: string; architecture: string }
}

function descriptor({ mediaType, digest, size, platform }: RawDescriptor): Descriptor {
  if (typeof digest !== 'string' || typeof mediaType !== 'string') throw new TypeError('not a descriptor')
  return { mediaType, digest, size, platform }
}
