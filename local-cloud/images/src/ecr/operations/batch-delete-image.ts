import type {
  BatchDeleteImageCommandInput,
  BatchDeleteImageCommandOutput,
  ImageFailure,
  ImageIdentifier,
} from '@aws-sdk/client-ecr'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { findImage } from '../image-id.ts'
import { parseManifest } from '../manifest.ts'
import { findRepository } from '../find-repository.ts'
import { tagsOf, type Repository } from '../repository.ts'

interface Outcome {
  readonly imageIds: ImageIdentifier[]
  readonly failures: ImageFailure[]
}

/** By tag it removes the tag, and with the last tag the image; by digest the image with all its tags. */
export const batchDeleteImage: Operation = operation<
  BatchDeleteImageCommandInput,
  Answer<BatchDeleteImageCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchDeleteImage.html',
  accepts: ['registryId', 'repositoryName', 'imageIds'],
  returns: ['imageIds[].imageDigest', 'failures[].failureCode', 'failures[].failureReason', 'failures[].imageId'],
  run(world, { registryId, repositoryName, imageIds = [] }) {
    const repository = findRepository(world, repositoryName, registryId)
    const outcome: Outcome = { imageIds: [], failures: [] }
    for (const imageId of imageIds) remove(repository, imageId, outcome)
    return outcome
  },
})

function remove(repository: Repository, imageId: ImageIdentifier, { imageIds, failures }: Outcome): void {
  const found = findImage(repository, imageId)
  if (found.kind === 'failed') {
    failures.push({ imageId, failureCode: found.failureCode, failureReason: found.failureReason })
    return
  }
  const { digest } = found.image
  const tags = tagsOf(repository, digest)
  const leaving = imageId.imageTag === undefined ? tags : [imageId.imageTag]
  const last = leaving.length === tags.length
  const index = last ? indexOver(repository, digest) : undefined
  if (index !== undefined) {
    const failureReason = `Requested image referenced by manifest list: [${index}]`
    failures.push({ imageId, failureCode: 'ImageReferencedByManifestList', failureReason })
    return
  }
  for (const tag of leaving) repository.tags.delete(tag)
  if (last) {
    repository.images.delete(digest)
    repository.scans.delete(digest)
  }
  const removed =
    leaving.length === 0 ? [{ imageDigest: digest }] : leaving.map((imageTag) => ({ imageDigest: digest, imageTag }))
  imageIds.push(...removed)
}

function indexOver(repository: Repository, digest: string): string | undefined {
  return [...repository.images.values()].find((image) =>
    parseManifest(image.manifest)?.children.some((child) => child.digest === digest),
  )?.digest
}
