import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import type { Upload } from '../registry/uploads.ts'
import type { Repository } from './repository.ts'
import type { EcrContext } from './context.ts'

/** The upload, or UploadNotFoundException. */
export function findUpload(world: EcrContext, repository: Repository, uploadId = ''): Upload {
  const upload = world.ecr.uploads.held(repository, uploadId)
  if (upload !== undefined) return upload
  throw new AwsError(
    'UploadNotFoundException',
    `Layer upload with id '${uploadId}' does not exist in the repository with name '${repository.name}' in the registry with id '${world.accountId}'`,
  )
}
