import type {
  DescribeImageScanFindingsCommandInput,
  DescribeImageScanFindingsCommandOutput,
  ScanStatus,
} from '@aws-sdk/client-ecr'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { isActive } from '../archive.ts'
import { requireImage, shownImageId } from '../image-id.ts'
import { pageBounds, tokenAfter } from '../page.ts'
import { findRepository } from '../find-repository.ts'
import { observeScan } from '../scan.ts'
import { imageScanFindings } from '../scan-findings.ts'
import type { ScanStep } from '../scan-script.ts'

export const describeImageScanFindings: Operation = operation<
  DescribeImageScanFindingsCommandInput,
  Answer<DescribeImageScanFindingsCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImageScanFindings.html',
  accepts: ['registryId', 'repositoryName', 'imageId', 'nextToken', 'maxResults'],
  returns: ['registryId', 'repositoryName', 'imageId.imageDigest', 'imageScanStatus.status'],
  async run(world, { registryId, repositoryName, imageId = {}, nextToken, maxResults }) {
    const repository = findRepository(world, repositoryName, registryId)
    const image = requireImage(world, repository, imageId)
    const asked = pageBounds({ nextToken, maxResults })
    const archived = !isActive(world, repository, image)
    const record = repository.scans.get(image.digest)
    if (record === undefined && !archived) throw scanNotFound()
    const step: ScanStep =
      record === undefined || archived
        ? { status: 'IMAGE_ARCHIVED' }
        : await observeScan(world, repository, image, record, nextToken === undefined ? 'ecr' : 'aside')
    if (step.error !== undefined) throw new AwsError(step.error, step.message ?? `scripted: ${step.error}`)
    const bounds = { ...asked, size: Math.min(asked.size, step.pageSize ?? asked.size) }
    const status = step.status ?? 'FAILED'
    const shown = status === 'COMPLETE' || status === 'ACTIVE'
    const token = shown ? tokenAfter(bounds.from + bounds.size, step.findings?.length ?? 0) : undefined
    return {
      registryId: world.accountId,
      repositoryName: repository.name,
      imageId: { ...imageId, imageDigest: image.digest },
      imageScanStatus: {
        status: status as ScanStatus,
        description: step.description ?? descriptions[status] ?? '',
      },
      ...(shown &&
        record !== undefined && {
          imageScanFindings: imageScanFindings(world, repository, image, record, step, bounds),
        }),
      ...(token !== undefined && { nextToken: token }),
    }

    function scanNotFound(): AwsError {
      return new AwsError(
        'ScanNotFoundException',
        `Image scan does not exist for the image with '${shownImageId(imageId)}' in the repository with name '${repository.name}' in the registry with id '${world.accountId}'`,
      )
    }
  },
})

/** Free text in the API; these are the local cloud's own words where no page gives any. */
const descriptions: Readonly<Record<string, string>> = {
  ACTIVE: 'Continuous scan is selected for image.',
  COMPLETE: 'The scan was completed successfully.',
  FAILED: 'The scan failed.',
  FINDINGS_UNAVAILABLE: 'Findings are unavailable.',
  IMAGE_ARCHIVED: 'The image is archived.',
  IMAGE_SIZE_EXCEEDED: 'The image is larger than the scanner takes.',
  IN_PROGRESS: 'The scan is in progress.',
  LIMIT_EXCEEDED: 'The scan quota was exceeded.',
  PENDING: 'The scan is pending.',
  SCAN_ELIGIBILITY_EXPIRED: 'The scan eligibility of the image has expired.',
  UNSUPPORTED_IMAGE: 'UnsupportedImageError: The operating system and/or package manager are not supported.',
}
