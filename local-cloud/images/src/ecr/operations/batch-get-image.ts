import type {
  BatchGetImageCommandInput,
  BatchGetImageCommandOutput,
  Image,
  ImageFailure,
  ImageIdentifier,
} from '@aws-sdk/client-ecr'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { isActive } from '../archive.ts'
import { describeImage } from '../describe-image.ts'
import { findImage, type FoundImage } from '../image-id.ts'
import { findRepository } from '../find-repository.ts'
import type { Repository } from '../repository.ts'
import type { EcrContext } from '../context.ts'

/** Answers 200 with failures: what was not found is listed, not thrown. */
export const batchGetImage: Operation = operation<BatchGetImageCommandInput, Answer<BatchGetImageCommandOutput>>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchGetImage.html',
  accepts: ['registryId', 'repositoryName', 'imageIds', 'acceptedMediaTypes'],
  returns: [
    'images[].imageId.imageDigest',
    'images[].imageManifest',
    'images[].imageManifestMediaType',
    'failures[].failureCode',
    'failures[].failureReason',
    'failures[].imageId',
  ],
  run(world, { registryId, repositoryName, imageIds = [], acceptedMediaTypes = [] }) {
    const repository = findRepository(world, repositoryName, registryId)
    const images: Image[] = []
    const failures: ImageFailure[] = []
    for (const imageId of imageIds) {
      const found = findAccepted(world, repository, imageId, acceptedMediaTypes)
      if (found.kind === 'found') {
        found.image.lastPulledAt = world.clock.now()
        images.push(describeImage(world, repository, found.image, imageId.imageTag))
      } else {
        failures.push({ imageId, failureCode: found.failureCode, failureReason: found.failureReason })
      }
    }
    return { images, failures }
  },
})

/** ECR can convert between some media types; here a manifest is given as it was put, or not at all. */
function findAccepted(
  world: EcrContext,
  repository: Repository,
  imageId: ImageIdentifier,
  accepted: readonly string[],
): FoundImage {
  const found = findImage(repository, imageId)
  if (found.kind === 'found' && !isActive(world, repository, found.image)) {
    return { kind: 'failed', failureCode: 'ImageNotFound', failureReason: 'Requested image not found: it is archived' }
  }
  if (found.kind === 'failed' || accepted.length === 0 || accepted.includes(found.image.mediaType)) return found
  return {
    kind: 'failed',
    failureCode: 'ImageNotFound',
    failureReason: `Requested image not found: its media type ${found.image.mediaType} is not among acceptedMediaTypes`,
  }
}
