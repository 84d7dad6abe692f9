import type { ImageFailureCode, ImageIdentifier } from '@aws-sdk/client-ecr'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import type { Repository, StoredImage } from './repository.ts'
import type { EcrContext } from './context.ts'

export type FoundImage =
  | { readonly kind: 'found'; readonly image: StoredImage }
  | { readonly kind: 'failed'; readonly failureCode: ImageFailureCode; readonly failureReason: string }

/**
 * Which image an identifier names: by digest, by tag, or by both, which must agree.
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageFailure.html
 */
export function findImage(repository: Repository, { imageDigest, imageTag }: ImageIdentifier): FoundImage {
  const failed = (failureCode: ImageFailureCode, failureReason: string): FoundImage => {
    return { kind: 'failed', failureCode, failureReason }
  }
  if (imageDigest === undefined && imageTag === undefined) {
    return failed('MissingDigestAndTag', 'Invalid request parameters: both tag and digest cannot be null')
  }
  if (imageDigest !== undefined && !/^[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+$/.test(imageDigest)) {
    return failed(
      'InvalidImageDigest',
      `Invalid request parameters: image digest '${imageDigest}' should satisfy the regex '[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'`,
    )
  }
  if (imageTag === '') return failed('InvalidImageTag', 'Invalid request parameters: image tag is empty')
  const tagged = imageTag === undefined ? undefined : repository.tags.get(imageTag)
  if (imageTag !== undefined && imageDigest !== undefined && tagged !== undefined && tagged !== imageDigest) {
    return failed('ImageTagDoesNotMatchDigest', 'The image tag does not match the image digest')
  }
  const image = repository.images.get((imageTag === undefined ? imageDigest : tagged) ?? '')
  return image === undefined ? failed('ImageNotFound', 'Requested image not found') : { kind: 'found', image }
}

/** For the calls that throw instead of listing failures. */
export function requireImage(world: EcrContext, repository: Repository, id: ImageIdentifier): StoredImage {
  const found = findImage(repository, id)
  if (found.kind === 'found') return found.image
  throw new AwsError(
    'ImageNotFoundException',
    `The image with imageId ${shownImageId(id)} does not exist within the repository with name '${repository.name}' in the registry with id '${world.accountId}'`,
  )
}

/** As ECR's messages show an identifier. */
export function shownImageId({ imageDigest, imageTag }: ImageIdentifier): string {
  return `{imageDigest:'${imageDigest ?? 'null'}', imageTag:'${imageTag ?? 'null'}'}`
}
