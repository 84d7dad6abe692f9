import type { PutImageCommandInput, PutImageCommandOutput } from '@aws-sdk/client-ecr'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { describeImage } from '../describe-image.ts'
import { findRepository } from '../find-repository.ts'
import { storeImage } from '../store-image.ts'

export const putImage: Operation = operation<PutImageCommandInput, Answer<PutImageCommandOutput>>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImage.html',
  accepts: ['registryId', 'repositoryName', 'imageManifest', 'imageManifestMediaType', 'imageTag', 'imageDigest'],
  returns: [
    'image.registryId',
    'image.repositoryName',
    'image.imageId.imageDigest',
    'image.imageManifest',
    'image.imageManifestMediaType',
  ],
  run(world, input) {
    const repository = findRepository(world, input.repositoryName, input.registryId)
    const stored = storeImage(world, repository, {
      manifest: input.imageManifest ?? '',
      mediaType: input.imageManifestMediaType,
      tag: input.imageTag,
      digest: input.imageDigest,
    })
    return { image: describeImage(world, repository, stored, input.imageTag) }
  },
})
