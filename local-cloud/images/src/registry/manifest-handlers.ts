import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { readBody } from '@slipway/local-cloud-frame/body'
import { isActive } from '../ecr/archive.ts'
import { digestOf, parseManifest } from '../ecr/manifest.ts'
import { storeImage, type NewImage } from '../ecr/store-image.ts'
import { isDigest } from './blob-store.ts'
import { RegistryError } from './registry-error.ts'
import type { RegistryCall } from './registry-call.ts'
import type { RegistryReply } from './registry-reply.ts'

/** HEAD and GET of a manifest by tag or digest: the bytes and the media type that were put. */
export function getManifest({ world, repository, reference, exchange: { request } }: RegistryCall): RegistryReply {
  const digest = isDigest(reference) ? reference : repository.tags.get(reference)
  const image = repository.images.get(digest ?? '')
  if (image === undefined || !isActive(world, repository, image))
    throw new RegistryError(404, 'MANIFEST_UNKNOWN', 'Requested image not found')
  const headers = {
    'content-type': image.mediaType,
    'content-length': Buffer.byteLength(image.manifest),
    'docker-content-digest': image.digest,
  }
  if (request.method === 'HEAD') return { status: 200, headers }
  image.lastPulledAt = world.clock.now()
  return { status: 200, headers, body: image.manifest }
}

/** PUT of a manifest under a tag or its digest. The same manifest under the same tag again is success here, unlike PutImage. */
export async function putManifest(call: RegistryCall): Promise<RegistryReply> {
  const { world, repository, reference, exchange, body } = call
  const manifest = (await readBody(body, exchange.request.headers)).toString('utf8')
  const named = reference.includes(':') ? { digest: reference } : { tag: reference }
  const digest = put(call, { manifest, mediaType: exchange.request.headers['content-type'], ...named })
  const subject = parseManifest(manifest)?.subject
  const headers = {
    location: `${world.url}/v2/${repository.name}/manifests/${digest}`,
    'docker-content-digest': digest,
    'content-length': 0,
    ...(subject !== undefined && { 'oci-subject': subject }),
  }
  return { status: 201, headers }
}

function put({ world, repository }: RegistryCall, image: NewImage): string {
  try {
    return storeImage(world, repository, image).digest
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ImageAlreadyExistsException') return digestOf(image.manifest)
    throw error
  }
}
