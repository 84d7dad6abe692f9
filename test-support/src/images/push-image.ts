import { createHash } from 'node:crypto'
import { BatchDeleteImageCommand, ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr'
import type { LocalCloud } from '@slipway/local-cloud'
import { clientOptions } from '../cloud/client-options.ts'

export interface Blob {
  readonly mediaType: string
  readonly digest: string
  readonly size: number
  readonly bytes: Uint8Array
}

export interface ImageBytes {
  readonly manifest: string
  readonly mediaType: string
  readonly digest: string
  readonly blobs: readonly Blob[]
}

export const imageType = 'application/vnd.oci.image.manifest.v1+json'
export const indexType = 'application/vnd.oci.image.index.v1+json'

export function sha256(bytes: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

export function blob(mediaType: string, content: string | Uint8Array): Blob {
  const bytes = Buffer.from(content)
  return { mediaType, bytes, digest: sha256(bytes), size: bytes.length }
}

/** An image of one layer; `content` makes it differ from others, `rest` is beside `config` in its configuration. */
export function image(content: string, config: object = {}, rest: object = {}): ImageBytes {
  const configBlob = blob('application/vnd.oci.image.config.v1+json', JSON.stringify({ config, content, ...rest }))
  const layer = blob('application/vnd.oci.image.layer.v1.tar', `layer of ${content}`)
  const describe = ({ mediaType, digest, size }: Blob): object => ({ mediaType, digest, size })
  const value = { schemaVersion: 2, mediaType: imageType, config: describe(configBlob), layers: [describe(layer)] }
  const manifest = JSON.stringify(value)
  return { manifest, mediaType: imageType, digest: sha256(manifest), blobs: [configBlob, layer] }
}

/** An index over images that are in the repository. */
export function index(...children: readonly ImageBytes[]): ImageBytes {
  const manifests = children.map(({ manifest, mediaType, digest }, at) => ({
    mediaType,
    digest,
    size: manifest.length,
    platform: { os: 'linux', architecture: at === 0 ? 'amd64' : 'arm64' },
  }))
  const manifest = JSON.stringify({ schemaVersion: 2, mediaType: indexType, manifests })
  return { manifest, mediaType: indexType, digest: sha256(manifest), blobs: [] }
}

export function ecrClient(cloud: LocalCloud): ECRClient {
  return new ECRClient({ ...clientOptions(cloud), maxAttempts: 1 })
}

/** Takes an image away, with all its tags. */
export async function deleteImage(cloud: LocalCloud, repositoryName: string, imageDigest: string): Promise<void> {
  await ecrClient(cloud).send(new BatchDeleteImageCommand({ repositoryName, imageIds: [{ imageDigest }] }))
}

/** `Basic …`, as every request to the registry needs it. */
export async function registryAuthorization(cloud: LocalCloud): Promise<string> {
  const { authorizationData = [] } = await ecrClient(cloud).send(new GetAuthorizationTokenCommand({}))
  return `Basic ${authorizationData[0]?.authorizationToken}`
}

export async function pushBlobs(cloud: LocalCloud, repository: string, blobs: readonly Blob[]): Promise<void> {
  const headers = { authorization: await registryAuthorization(cloud) }
  for (const { digest, bytes } of blobs) {
    const started = await fetch(`${cloud.url}/v2/${repository}/blobs/uploads/`, { method: 'POST', headers })
    const location = `${started.headers.get('location')}?digest=${digest}`
    const done = await fetch(location, { method: 'PUT', headers, body: bytes as Uint8Array<ArrayBuffer> })
    if (done.status !== 201) throw new Error(`blob ${digest}: ${done.status} ${await done.text()}`)
  }
}

/** Pushes blobs and manifest, under the tag or, without one, under the digest alone. */
export async function push(cloud: LocalCloud, repository: string, bytes: ImageBytes, tag?: string): Promise<Response> {
  await pushBlobs(cloud, repository, bytes.blobs)
  return fetch(`${cloud.url}/v2/${repository}/manifests/${tag ?? bytes.digest}`, {
    method: 'PUT',
    headers: { authorization: await registryAuthorization(cloud), 'content-type': bytes.mediaType },
    body: bytes.manifest,
  })
}
