import type { StartImageScanCommandInput, StartImageScanCommandOutput } from '@aws-sdk/client-ecr'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { isActive } from '../archive.ts'
import { requireImage } from '../image-id.ts'
import { isIndex } from '../manifest.ts'
import { findRepository } from '../find-repository.ts'
import type { Repository, StoredImage } from '../repository.ts'
import { observeScan, startScan } from '../scan.ts'
import type { EcrContext } from '../context.ts'

const day = 24 * 60 * 60 * 1000

/** Basic scanning only, once a day and image, the scan on push included; one that FAILED may be started again. */
export const startImageScan: Operation = operation<StartImageScanCommandInput, Answer<StartImageScanCommandOutput>>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_StartImageScan.html',
  accepts: ['registryId', 'repositoryName', 'imageId'],
  returns: ['registryId', 'repositoryName', 'imageId.imageDigest', 'imageScanStatus.status'],
  async run(world, { registryId, repositoryName, imageId = {} }) {
    const repository = findRepository(world, repositoryName, registryId)
    if (world.ecr.scanning.scanType === 'ENHANCED')
      throw new AwsError('ValidationException', 'This feature is disabled')
    const image = requireImage(world, repository, imageId)
    if (!isActive(world, repository, image)) {
      throw new AwsError('ImageArchivedException', `The image '${image.digest}' is archived and cannot be scanned`)
    }
    if (isIndex(image.mediaType)) {
      throw new AwsError(
        'UnsupportedImageTypeException',
        `An artifact with media type '${image.mediaType}' cannot be scanned`,
      )
    }
    if (await scannedToday(world, repository, image)) {
      throw new AwsError('LimitExceededException', 'The scan quota per image has been exceeded. Wait and try again.')
    }
    startScan(world, repository, image)
    return {
      registryId: world.accountId,
      repositoryName: repository.name,
      imageId: { ...imageId, imageDigest: image.digest },
      imageScanStatus: { status: 'PENDING' },
    }
  },
})

async function scannedToday(world: EcrContext, repository: Repository, image: StoredImage): Promise<boolean> {
  const record = repository.scans.get(image.digest)
  if (record === undefined || world.clock.since(record.startedAt) >= day) return false
  return (await observeScan(world, repository, image, record, 'aside')).status !== 'FAILED'
}
