import type { DescribeImagesCommandInput, DescribeImagesCommandOutput } from '@aws-sdk/client-ecr'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { imageStatus as statusOf } from '../archive.ts'
import { describeImageDetail } from '../describe-image.ts'
import { requireImage } from '../image-id.ts'
import { page } from '../page.ts'
import { findRepository } from '../find-repository.ts'
import { invalidParameter, tagsOf, type Repository, type StoredImage } from '../repository.ts'
import type { EcrContext } from '../context.ts'

export const describeImages: Operation = operation<DescribeImagesCommandInput, Answer<DescribeImagesCommandOutput>>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImages.html',
  accepts: ['registryId', 'repositoryName', 'imageIds', 'nextToken', 'maxResults', 'filter'],
  returns: [
    'imageDetails[].registryId',
    'imageDetails[].repositoryName',
    'imageDetails[].imageDigest',
    'imageDetails[].imageSizeInBytes',
    'imageDetails[].imagePushedAt',
    'imageDetails[].imageManifestMediaType',
    'imageDetails[].imageStatus',
  ],
  run(world, { registryId, repositoryName, imageIds, nextToken, maxResults, filter }) {
    const repository = findRepository(world, repositoryName, registryId)
    if (imageIds !== undefined) {
      if (nextToken !== undefined || maxResults !== undefined || filter !== undefined) {
        throw invalidParameter("'imageIds': nextToken, maxResults and filter cannot be used with it")
      }
      const digests = new Set(imageIds.map((imageId) => requireImage(world, repository, imageId).digest))
      const images = [...digests].flatMap((digest) => repository.images.get(digest) ?? [])
      return { imageDetails: images.map((image) => describeImageDetail(world, repository, image)) }
    }
    const { items, ...rest } = page(filtered(world, repository, filter ?? {}), { nextToken, maxResults })
    return { imageDetails: items.map((image) => describeImageDetail(world, repository, image)), ...rest }
  },
})

function filtered(
  world: EcrContext,
  repository: Repository,
  { tagStatus = 'ANY', imageStatus = 'ACTIVE' }: NonNullable<DescribeImagesCommandInput['filter']>,
): readonly StoredImage[] {
  return [...repository.images.values()].filter((image) => {
    const tagged = tagsOf(repository, image.digest).length > 0
    if (tagStatus !== 'ANY' && tagged !== (tagStatus === 'TAGGED')) return false
    return imageStatus === 'ANY' || imageStatus === statusOf(world, repository, image)
  })
}
