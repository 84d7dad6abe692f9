import { createHash } from 'node:crypto'
import { BatchGetImageCommand, type BatchGetImageCommandOutput, type ECRClient } from '@aws-sdk/client-ecr'
import { Failure } from '@slipway/outcome'
import { imageFailure } from './ecr-image-failure.ts'
import { aboutRepository, absent } from './ecr-request.ts'
import { awsCall } from './error.ts'

export type ManifestErrorCode = 'MANIFEST_DIFFERS'

/** A manifest, byte for byte. */
export interface EcrManifest {
  readonly mediaType: string
  readonly bytes: Buffer
}

/** AWS's own resolver asks for the indexes too, which the API reference does not list (ecr/base.go). */
const mediaTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
]

/**
 * `undefined` when there is no such image. What does not have the digest is refused: it is neither shown nor given tags.
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchGetImage.html
 */
export function readManifest(
  client: ECRClient,
  repository: string,
  digest: string,
  signal?: AbortSignal,
): Promise<EcrManifest | undefined> {
  const request = aboutRepository('ecr:BatchGetImage', repository)
  const send = async (options: object): Promise<EcrManifest | undefined> => {
    const command = new BatchGetImageCommand({
      repositoryName: repository,
      imageIds: [{ imageDigest: digest }],
      acceptedMediaTypes: mediaTypes,
    })
    const { images = [], failures = [] } = (await client.send(command, options).catch(absent)) ?? {}
    const [failure] = failures
    if (failure?.failureCode === 'ImageNotFound') return undefined
    if (failure !== undefined) throw imageFailure(request, failure)
    return verified(images, digest, repository)
  }
  return awsCall(request, send, signal)
}

function verified(
  images: NonNullable<BatchGetImageCommandOutput['images']>,
  digest: string,
  repository: string,
): EcrManifest | undefined {
  const [image] = images
  if (image?.imageManifest === undefined) return undefined
  const bytes = Buffer.from(image.imageManifest)
  const found = `sha256:${createHash('sha256').update(bytes).digest('hex')}`
  if (found === digest) return { mediaType: image.imageManifestMediaType ?? declaredType(bytes), bytes }
  throw new Failure<ManifestErrorCode>(
    'MANIFEST_DIFFERS',
    `the manifest that ECR returns for ${repository}@${digest} has the digest ${found}`,
    { remedy: 'run the step again; should it stay so, push the image anew' },
  )
}

/** What the manifest says of itself, where ECR does not say it. */
function declaredType(bytes: Buffer): string {
  const { mediaType } = JSON.parse(bytes.toString()) as { readonly mediaType?: unknown }
  return typeof mediaType === 'string' ? mediaType : 'application/vnd.oci.image.manifest.v1+json'
}
