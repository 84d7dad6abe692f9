import { Readable } from 'node:stream'
import type { UploadLayerPartCommandInput, UploadLayerPartCommandOutput } from '@aws-sdk/client-ecr'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { endsInSmallPart } from '../../registry/uploads.ts'
import { findUpload } from '../layer-upload.ts'
import { findRepository } from '../find-repository.ts'
import { invalidParameter } from '../repository.ts'

const largestPart = 20_971_520

export const uploadLayerPart: Operation = operation<UploadLayerPartCommandInput, Answer<UploadLayerPartCommandOutput>>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_UploadLayerPart.html',
  accepts: ['registryId', 'repositoryName', 'uploadId', 'partFirstByte', 'partLastByte', 'layerPartBlob'],
  returns: ['registryId', 'repositoryName', 'uploadId', 'lastByteReceived'],
  async run(world, { registryId, repositoryName, uploadId, partFirstByte = 0, partLastByte = 0, layerPartBlob }) {
    const repository = findRepository(world, repositoryName, registryId)
    const upload = findUpload(world, repository, uploadId)
    const bytes = Buffer.from(layerPartBlob ?? [])
    if (bytes.length > largestPart) {
      throw invalidParameter(`'layerPartBlob' failed to satisfy constraint: ${bytes.length} bytes are too many`)
    }
    const known = { registryId: world.accountId, repositoryName: repository.name, uploadId: upload.id }
    if (partFirstByte !== upload.size || partLastByte - partFirstByte + 1 !== bytes.length || bytes.length === 0) {
      throw new AwsError(
        'InvalidLayerPartException',
        `The part from ${partFirstByte} to ${partLastByte} has ${bytes.length} bytes, and ${upload.size} bytes are there`,
        400,
        { ...known, lastValidByteReceived: upload.size - 1 },
      )
    }
    upload.hasSmallPart ||= endsInSmallPart(upload)
    await world.ecr.uploads.append(upload, Readable.from([bytes]))
    upload.lastPart = bytes.length
    return { ...known, lastByteReceived: upload.size - 1 }
  },
})
