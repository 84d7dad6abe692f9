import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { digestOf, type Layer } from './layer.ts'

export interface Release {
  readonly version: string
  readonly commit: string
  /** The service's `FAULT`. */
  readonly fault: string
}

interface Descriptor {
  readonly mediaType: string
  readonly digest: string
  readonly size: number
}

/**
 * Writes an OCI image layout of the service to `folder` and returns the manifest's digest. It has no base image: the
 * local cloud lends the host's node to an image that brings none.
 * https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md
 */
export async function writeLayout(folder: string, layer: Layer, release: Release): Promise<string> {
  const blobs = join(folder, 'blobs', 'sha256')
  await mkdir(blobs, { recursive: true })
  const put = async (mediaType: string, bytes: Buffer): Promise<Descriptor> => {
    const digest = digestOf(bytes)
    await writeFile(join(blobs, digest.slice('sha256:'.length)), bytes)
    return { mediaType, digest, size: bytes.length }
  }
  const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))
  const config = await put('application/vnd.oci.image.config.v1+json', json(configuration(layer, release)))
  const content = await put('application/vnd.oci.image.layer.v1.tar+gzip', layer.bytes)
  const mediaType = 'application/vnd.oci.image.manifest.v1+json'
  const manifest = await put(mediaType, json({ schemaVersion: 2, mediaType, config, layers: [content] }))
  const platform = { architecture: 'amd64', os: 'linux' }
  await writeFile(join(folder, 'oci-layout'), json({ imageLayoutVersion: '1.0.0' }))
  await writeFile(join(folder, 'index.json'), json({ schemaVersion: 2, manifests: [{ ...manifest, platform }] }))
  return manifest.digest
}

function configuration(layer: Layer, { version, commit, fault }: Release): Record<string, unknown> {
  return {
    architecture: 'amd64',
    os: 'linux',
    config: {
      Env: ['NODE_ENV=production', `APP_VERSION=${version}`, `APP_COMMIT=${commit}`, `FAULT=${fault}`],
      WorkingDir: '/app',
      Cmd: ['node', 'index.js'],
      StopSignal: 'SIGTERM',
      Labels: {
        'org.opencontainers.image.title': 'slipway-app',
        'org.opencontainers.image.licenses': 'Apache-2.0',
        'org.opencontainers.image.version': version,
        'org.opencontainers.image.revision': commit,
      },
    },
    rootfs: { type: 'layers', diff_ids: [layer.diffId] },
  }
}
