import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { pack } from 'tar-stream'
import { onTestFinished } from 'vitest'

export const types = {
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  index: 'application/vnd.oci.image.index.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
  statement: 'application/vnd.in-toto+json',
} as const

export interface Entry {
  mediaType: string
  digest: string
  size: number
  platform?: Record<string, string>
  artifactType?: string
  annotations?: Record<string, string>
}

/** The files of an OCI layout, by path. */
export type Files = Map<string, Buffer>

export function sha256(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

export function blobFile(digest: string): string {
  return `blobs/sha256/${digest.slice(7)}`
}

export function addBlob(files: Files, bytes: Buffer, mediaType: string): Entry {
  const digest = sha256(bytes)
  files.set(blobFile(digest), bytes)
  return { mediaType, digest, size: bytes.length }
}

/** A manifest with a config and these layers; a second image with the same layers differs by its `name`. */
export function addImage(
  files: Files,
  name: string,
  layers: readonly Buffer[],
  layerType: string = types.layer,
): Entry {
  const config = addBlob(files, Buffer.from(JSON.stringify({ os: 'linux', architecture: 'amd64', name })), types.config)
  const entries = layers.map((layer) => addBlob(files, layer, layerType))
  const manifest = { schemaVersion: 2, mediaType: types.manifest, config, layers: entries }
  return addBlob(files, Buffer.from(`${JSON.stringify(manifest)}\n`), types.manifest)
}

/** Media types of a manifest that need not be an image. */
export interface ArtifactShape {
  readonly artifactType?: string
  readonly config: string
  readonly layers: readonly string[]
}

/** Its config is `{}`; its layers are noise of these types. */
export function addArtifact(files: Files, { artifactType, config, layers }: ArtifactShape): Entry {
  const manifest = {
    schemaVersion: 2,
    mediaType: types.manifest,
    ...(artifactType === undefined ? {} : { artifactType }),
    config: addBlob(files, Buffer.from('{}'), config),
    layers: layers.map((type, at) => addBlob(files, noise(40, at + 1), type)),
  }
  return addBlob(files, Buffer.from(JSON.stringify(manifest)), types.manifest)
}

export function addIndex(files: Files, manifests: readonly Entry[]): Entry {
  return addBlob(
    files,
    Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: types.index, manifests })),
    types.index,
  )
}

/** Two platforms and the attestation of one, as BuildKit writes them. */
export function addTwoPlatforms(files: Files): Entry {
  const amd = { ...addImage(files, 'amd64', [noise(3000)]), platform: { os: 'linux', architecture: 'amd64' } }
  const arm = {
    ...addImage(files, 'arm64', [noise(2000)]),
    platform: { os: 'linux', architecture: 'arm64', variant: 'v8' },
  }
  const statement = Buffer.from('{"predicateType":"https://slsa.dev/provenance/v1"}')
  const attestation = addImage(files, 'attestation', [statement], types.statement)
  return addIndex(files, [amd, arm, asAttestation(attestation, amd)])
}

/** The entry as BuildKit lists an attestation about `subject`. */
export function asAttestation(entry: Entry, subject: Entry): Entry {
  return {
    ...entry,
    platform: { os: 'unknown', architecture: 'unknown' },
    annotations: { 'vnd.docker.reference.type': 'attestation-manifest', 'vnd.docker.reference.digest': subject.digest },
  }
}

export function setRoots(files: Files, manifests: readonly Entry[]): Files {
  files.set('oci-layout', Buffer.from('{"imageLayoutVersion":"1.0.0"}'))
  files.set('index.json', Buffer.from(JSON.stringify({ schemaVersion: 2, manifests })))
  return files
}

/** Bytes that do not repeat, the same in every run. */
export function noise(size: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(size)
  let state = seed * 2654435761
  for (let i = 0; i < size; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    bytes[i] = state >>> 24
  }
  return bytes
}

/** One image of two layers. */
export function plainImage(name = 'app', size = 4000): { files: Files; root: Entry } {
  const files: Files = new Map()
  const root = addImage(files, name, [noise(size), noise(1500, 7)])
  return { files: setRoots(files, [root]), root }
}

export async function temporaryFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'slipway-oci-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  return dir
}

export async function writeFolder(files: Files): Promise<string> {
  const dir = await temporaryFolder()
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(dir, path)), { recursive: true })
    await writeFile(join(dir, path), bytes)
  }
  return dir
}

export async function writeTar(files: Files): Promise<string> {
  const file = join(await temporaryFolder(), 'image.tar')
  const archive = pack()
  const written = pipeline(archive, createWriteStream(file))
  archive.entry({ name: 'blobs/', type: 'directory' })
  for (const [name, bytes] of files) archive.entry({ name }, bytes)
  archive.finalize()
  await written
  return file
}
