import { createHash, randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'

/** An OCI layout on disk, and the names of what is in it. */
export interface WrittenImage {
  readonly folder: string
  /** Of the manifest or index that gets the tags. */
  readonly digest: string
  /** Of the manifests that a scanner can read. */
  readonly platforms: Readonly<Record<string, string>>
  /** Of the layers, per platform, the base's first. */
  readonly layers: Readonly<Record<string, readonly string[]>>
}

interface Stored {
  readonly mediaType: string
  readonly digest: string
  readonly size: number
}

const oci = (name: string): string => `application/vnd.oci.image.${name}`
const sha256 = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`
const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))

class Layout {
  readonly folder: string
  constructor(folder: string) {
    this.folder = folder
  }

  async store(bytes: Buffer, mediaType: string): Promise<Stored> {
    const blobs = join(this.folder, 'blobs', 'sha256')
    await mkdir(blobs, { recursive: true })
    const digest = sha256(bytes)
    await writeFile(join(blobs, digest.slice('sha256:'.length)), bytes)
    return { mediaType, digest, size: bytes.length }
  }

  /** A manifest over unpacked layers, and the layers' digests. */
  async image(
    architecture: string,
    layers: readonly Buffer[],
  ): Promise<{ manifest: Stored; layers: readonly string[] }> {
    const config = { architecture, os: 'linux', rootfs: { type: 'layers', diff_ids: layers.map(sha256) } }
    const body = {
      schemaVersion: 2,
      mediaType: oci('manifest.v1+json'),
      config: await this.store(json(config), oci('config.v1+json')),
      layers: await Promise.all(layers.map((layer) => this.store(gzipSync(layer), oci('layer.v1.tar+gzip')))),
    }
    return { manifest: await this.store(json(body), body.mediaType), layers: body.layers.map(({ digest }) => digest) }
  }

  /** What BuildKit adds beside a platform's manifest. */
  async attestation(of: Stored): Promise<Stored & Record<string, unknown>> {
    const statement = { _type: 'https://in-toto.io/Statement/v1', predicateType: 'https://slsa.dev/provenance/v1', of }
    const body = {
      schemaVersion: 2,
      mediaType: oci('manifest.v1+json'),
      config: await this.store(json({ architecture: 'unknown', os: 'unknown', of: of.digest }), oci('config.v1+json')),
      layers: [await this.store(json(statement), 'application/vnd.in-toto+json')],
    }
    const annotations = {
      'vnd.docker.reference.type': 'attestation-manifest',
      'vnd.docker.reference.digest': of.digest,
    }
    const platform = { architecture: 'unknown', os: 'unknown' }
    return { ...(await this.store(json(body), body.mediaType)), annotations, platform }
  }

  async root({ mediaType, digest, size }: Stored): Promise<void> {
    await writeFile(join(this.folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}')
    await writeFile(
      join(this.folder, 'index.json'),
      json({ schemaVersion: 2, manifests: [{ mediaType, digest, size }] }),
    )
  }
}

/** An image like no other: two layers, of which the first may be a base that others share. */
export async function writeImage(folder: string, base: Buffer = randomBytes(1500), own = 2000): Promise<WrittenImage> {
  const layout = new Layout(folder)
  const { manifest, layers } = await layout.image('amd64', [await tarOf(base), await tarOf(randomBytes(own))])
  await layout.root(manifest)
  return { folder, digest: manifest.digest, platforms: { '': manifest.digest }, layers: { '': layers } }
}

/** An index of two platforms with the attestation of each, as BuildKit writes it. */
export async function writeIndex(folder: string): Promise<WrittenImage> {
  const layout = new Layout(folder)
  const platforms: Record<string, string> = {}
  const layers: Record<string, readonly string[]> = {}
  const manifests: unknown[] = []
  const attestations: unknown[] = []
  for (const architecture of ['amd64', 'arm64']) {
    const image = await layout.image(architecture, [await tarOf(randomBytes(1000))])
    manifests.push({ ...image.manifest, platform: { os: 'linux', architecture } })
    attestations.push(await layout.attestation(image.manifest))
    platforms[`linux/${architecture}`] = image.manifest.digest
    layers[`linux/${architecture}`] = image.layers
  }
  const index = { schemaVersion: 2, mediaType: oci('index.v1+json'), manifests: [...manifests, ...attestations] }
  const stored = await layout.store(json(index), index.mediaType)
  await layout.root(stored)
  return { folder, digest: stored.digest, platforms, layers }
}

function tarOf(content: Buffer): Promise<Buffer> {
  const tar = pack()
  tar.entry({ name: 'content', mtime: new Date(0) }, content)
  tar.finalize()
  return buffer(tar)
}
