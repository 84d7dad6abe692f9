import type { InitiateLayerUploadCommandInput, InitiateLayerUploadCommandOutput } from '@aws-sdk/client-ecr'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { findRepository } from '../find-repository.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html */
const partSize = 10 * 1024 * 1024

export const initiateLayerUpload: Operation = operation<
  InitiateLayerUploadCommandInput,
  Answer<InitiateLayerUploadCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_InitiateLayerUpload.html',
  accepts: ['registryId', 'repositoryName'],
  returns: ['uploadId', 'partSize'],
  async run(world, { registryId, repositoryName }) {
    const upload = await world.ecr.uploads.start(findRepository(world, repositoryName, registryId))
    return { uploadId: upload.id, partSize }
  },
})
