import type { UpdateImageStorageClassCommandInput, UpdateImageStorageClassCommandOutput } from '@aws-sdk/client-ecr'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { archive, imageStatus, restore } from '../archive.ts'
import { requireImage } from '../image-id.ts'
import { findRepository } from '../find-repository.ts'
import { invalidParameter } from '../repository.ts'

export const updateImageStorageClass: Operation = operation<
  UpdateImageStorageClassCommandInput,
  Answer<UpdateImageStorageClassCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_UpdateImageStorageClass.html',
  accepts: ['registryId', 'repositoryName', 'imageId', 'targetStorageClass'],
  returns: ['registryId', 'repositoryName', 'imageId.imageDigest', 'imageStatus'],
  run(world, { registryId, repositoryName, imageId = {}, targetStorageClass }) {
    const repository = findRepository(world, repositoryName, registryId)
    const image = requireImage(world, repository, imageId)
    if (targetStorageClass === 'ARCHIVE') archive(world, repository, image)
    else if (targetStorageClass === 'STANDARD') restore(world, repository, image)
    else throw invalidParameter(`'targetStorageClass' failed to satisfy constraint: '${String(targetStorageClass)}'`)
    return {
      registryId: world.accountId,
      repositoryName: repository.name,
      imageId: { ...imageId, imageDigest: image.digest },
      imageStatus: imageStatus(world, repository, image),
    }
  },
})
