import type { ScanStatusCode, ScanStatusReason } from '@aws-sdk/client-inspector2'
import { isActive } from '../ecr/archive.ts'
import { observeScan } from '../ecr/scan.ts'
import type { ScanRecord } from '../ecr/scan-record.ts'
import type { ScriptedCoverage, ScanStep } from '../ecr/scan-script.ts'
import type { InspectorContext } from './context.ts'
import type { ImageInRepository } from './scanned-images.ts'

export interface Coverage {
  readonly statusCode: ScanStatusCode
  readonly reason: ScanStatusReason
  readonly lastScannedAt?: Date
}

/**
 * What Inspector says of an image; undefined where it does not know it. `counts`: this is an answer of its own.
 * https://docs.aws.amazon.com/inspector/v2/APIReference/API_ScanStatus.html
 */
export async function coverageOf(
  world: InspectorContext,
  { repository, image }: ImageInRepository,
  counts: boolean,
): Promise<Coverage | undefined> {
  if (!isActive(world, repository, image)) return { statusCode: 'INACTIVE', reason: 'IMAGE_ARCHIVED' }
  const record = repository.scans.get(image.digest)
  if (record === undefined) return { statusCode: 'INACTIVE', reason: 'SCAN_FREQUENCY_MANUAL' }
  const step = await observeScan(world, repository, image, record, counts ? 'inspector2' : 'aside')
  if (step.coverage === null) return undefined
  const { status, reason, lastScannedAt } = step.coverage ?? { reason: reasonOf(step) }
  const at = scannedAt(world, record, reason, lastScannedAt, image.pushedAt)
  return {
    statusCode: status ?? (active.includes(reason) ? 'ACTIVE' : 'INACTIVE'),
    reason,
    ...(at !== undefined && { lastScannedAt: at }),
  }
}

const active: readonly ScanStatusReason[] = ['PENDING_INITIAL_SCAN', 'SCAN_IN_PROGRESS', 'SUCCESSFUL']

function scannedAt(
  world: InspectorContext,
  record: ScanRecord,
  reason: ScanStatusReason,
  scripted: ScriptedCoverage['lastScannedAt'],
  pushedAt: Date,
): Date | undefined {
  if (typeof scripted === 'string') return new Date(scripted)
  if (typeof scripted === 'number') return new Date(pushedAt.getTime() + scripted)
  if (scripted === null || reason !== 'SUCCESSFUL') return undefined
  return record.completedAt ?? world.clock.now()
}

/** Which reason fits a status of ECR's is not documented; these say the same. */
function reasonOf({ status, settled }: ScanStep): ScanStatusReason {
  switch (status ?? 'PENDING') {
    case 'PENDING':
      return 'PENDING_INITIAL_SCAN'
    case 'IN_PROGRESS':
      return 'SCAN_IN_PROGRESS'
    case 'COMPLETE':
    case 'ACTIVE':
      return settled === false ? 'SCAN_IN_PROGRESS' : 'SUCCESSFUL'
    case 'UNSUPPORTED_IMAGE':
      return 'UNSUPPORTED_OS'
    case 'SCAN_ELIGIBILITY_EXPIRED':
      return 'SCAN_ELIGIBILITY_EXPIRED'
    case 'IMAGE_ARCHIVED':
      return 'IMAGE_ARCHIVED'
    case 'IMAGE_SIZE_EXCEEDED':
      return 'IMAGE_SIZE_EXCEEDED'
    case 'FAILED':
    case 'FINDINGS_UNAVAILABLE':
    case 'LIMIT_EXCEEDED':
    default:
      return 'INTERNAL_ERROR'
  }
}
