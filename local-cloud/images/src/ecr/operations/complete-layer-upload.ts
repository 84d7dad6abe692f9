import type { CompleteLayerUploadCommandInput, CompleteLayerUploadCommandOutput } from '@aws-sdk/client-ecr'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { isDigest } from '../../registry/blob-store.ts'
import { RegistryError } from '../../registry/registry-error.ts'
import type { Upload } from '../../registry/uploads.ts'
import { findUpload } from '../layer-upload.ts'
import { findRepository } from '../find-repository.ts'
import { invalidParameter, type Repository } from '../repository.ts'
import type { EcrContext } from '../context.ts'

export const completeLayerUpload: Operation = operation<
  CompleteLayerUploadCommandInput,
  Answer<CompleteLayerUploadCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CompleteLayerUpload.html',
  accepts: ['registryId', 'repositoryName', 'uploadId', 'layerDigests'],
  returns: ['registryId', 'repositoryName', 'uploadId', 'layerDigest'],
  async run(world, { registryId, repositoryName, uploadId, layerDigests = [] }) {
    const repository = findRepository(world, repositoryName, registryId)
    const upload = findUpload(world, repository, uploadId)
    const [layerDigest = ''] = layerDigests
    if (layerDigests.length !== 1 || !isDigest(layerDigest)) {
      throw invalidParameter(
        `'layerDigests' failed to satisfy constraint: one sha256 digest, not ${layerDigests.join(', ')}`,
      )
    }
    refuse(repository, upload, layerDigest)
    await finish(world, upload, layerDigest)
    return { registryId: world.accountId, repositoryName: repository.name, uploadId: upload.id, layerDigest }
  },
})

function refuse(repository: Repository, { size, hasSmallPart }: Upload, digest: string): void {
  if (size === 0) throw new AwsError('EmptyUploadException', 'The layer upload does not contain any layer parts')
  if (hasSmallPart) throw new AwsError('LayerPartTooSmallException', 'Layer parts must be at least 5 MiB in size')
  if (!repository.layers.has(digest)) return
  throw new AwsError(
    'LayerAlreadyExistsException',
    `The layer with digest '${digest}' already exists in the repository with name '${repository.name}'`,
  )
}

async function finish(world: EcrContext, upload: Upload, digest: string): Promise<void> {
  try {
    await world.ecr.uploads.finish(upload, digest)
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error
    throw new AwsError('InvalidLayerException', error.message)
  }
}
