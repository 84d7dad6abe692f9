import type { ImageIdentifier, ListImagesCommandInput, ListImagesCommandOutput } from '@aws-sdk/client-ecr'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { imageStatus as statusOf } from '../archive.ts'
import { page } from '../page.ts'
import { findRepository } from '../find-repository.ts'
import { tagsOf, type Repository, type StoredImage } from '../repository.ts'

/** One entry a tag; an image without tags has one entry with its digest only. */
export const listImages: Operation = operation<ListImagesCommandInput, Answer<ListImagesCommandOutput>>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ListImages.html',
  accepts: ['registryId', 'repositoryName', 'nextToken', 'maxResults', 'filter'],
  returns: ['imageIds[].imageDigest'],
  run(world, { registryId, repositoryName, nextToken, maxResults, filter = {} }) {
    const repository = findRepository(world, repositoryName, registryId)
    const { tagStatus = 'ANY', imageStatus = 'ACTIVE' } = filter
    const images = [...repository.images.values()].filter(
      (image) => imageStatus === 'ANY' || imageStatus === statusOf(world, repository, image),
    )
    const ids = entries(repository, images).filter(
      ({ imageTag }) => tagStatus === 'ANY' || (imageTag !== undefined) === (tagStatus === 'TAGGED'),
    )
    const { items, ...rest } = page(ids, { nextToken, maxResults })
    return { imageIds: [...items], ...rest }
  },
})

function entries(repository: Repository, images: readonly StoredImage[]): readonly ImageIdentifier[] {
  return images.flatMap(({ digest: imageDigest }): ImageIdentifier[] => {
    const tags = tagsOf(repository, imageDigest)
    return tags.length === 0 ? [{ imageDigest }] : tags.map((imageTag) => ({ imageDigest, imageTag }))
  })
}
