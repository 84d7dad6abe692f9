/** What Inspector's ListCoverage says of one image. */
export interface Coverage {
  /** `ACTIVE` or `INACTIVE` */
  readonly status: string
  /** e.g. `SUCCESSFUL`, `PENDING_INITIAL_SCAN`, `UNSUPPORTED_OS` */
  readonly reason: string
  /** Epoch milliseconds. */
  readonly lastScannedAt?: number
}

export type CoverageReading =
  /** Nothing that would help. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'running'; readonly because: string }
  /** Scanned, after the push. */
  | { readonly kind: 'scanned' }
  | { readonly kind: 'hopeless'; readonly because: string }

/** Reasons that time, or Inspector itself, puts right. The last is of a copy of the image that was deleted before. */
const running = new Set([
  'PENDING_INITIAL_SCAN',
  'PENDING_REVIVAL_SCAN',
  'SCAN_IN_PROGRESS',
  'INTERNAL_ERROR',
  'RESOURCE_TERMINATED',
])

/** What somebody can do about the reasons for which an image is not scanned. */
const remedies: ReadonlyMap<string, string> = new Map([
  ['UNSUPPORTED_OS', 'Inspector does not know its operating system or architecture (FROM scratch has none)'],
  ['UNSUPPORTED_MEDIA_TYPE', 'Inspector does not read its media type'],
  ['IMAGE_SIZE_EXCEEDED', 'it is larger than Inspector scans'],
  ['SCAN_ELIGIBILITY_EXPIRED', 'it is older than Inspector watches; lengthen the re-scan duration, or build it again'],
  ['ACCESS_DENIED', 'a resource policy keeps Inspector out; let inspector2.amazonaws.com in'],
  ['ACCESS_DENIED_TO_ENCRYPTION_KEY', "the repository's KMS key keeps Inspector out; let it in by the key policy"],
  ['NO_RESOURCES_FOUND', 'Inspector found nothing in it that it could scan'],
  ['IMAGE_ARCHIVED', 'restore it from the archive (UpdateImageStorageClass)'],
  ['SCAN_FREQUENCY_MANUAL', "no filter of the registry's scanning configuration matches the repository; add one"],
  ['EXCLUDED_BY_TAG', 'a tag excludes it from scanning; remove the tag'],
])

/**
 * A coverage, read by the reasons of ScanStatus
 * (https://docs.aws.amazon.com/inspector/v2/APIReference/API_ScanStatus.html). A reason that nobody knows means nothing
 * while the coverage is ACTIVE, and that the image is not scanned while it is INACTIVE.
 */
export function readCoverage(coverage: Coverage | undefined, pushedAt: number | undefined): CoverageReading {
  if (coverage === undefined) return { kind: 'silent' }
  const { status, reason } = coverage
  if (running.has(reason)) return { kind: 'running', because: `Inspector says ${reason}` }
  const remedy = remedies.get(reason)
  if (remedy !== undefined) return { kind: 'hopeless', because: `${reason}: ${remedy}` }
  // With scan on push the coverage may end with that one scan.
  if (reason === 'SUCCESSFUL' || reason === 'SCAN_FREQUENCY_SCAN_ON_PUSH') return readScanned(coverage, pushedAt)
  return status === 'INACTIVE' ? { kind: 'hopeless', because: `Inspector says ${reason}` } : { kind: 'silent' }
}

function readScanned({ lastScannedAt }: Coverage, pushedAt: number | undefined): CoverageReading {
  if (lastScannedAt === undefined || pushedAt === undefined) return { kind: 'silent' }
  if (lastScannedAt >= pushedAt) return { kind: 'scanned' }
  return { kind: 'running', because: 'Inspector last scanned it before it was pushed' }
}
