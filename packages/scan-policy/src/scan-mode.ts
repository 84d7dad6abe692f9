/** How a repository is scanned. */
export type ScanMode =
  | { readonly kind: 'basic'; readonly onPush: boolean }
  | { readonly kind: 'enhanced' }
  /** Enhanced scanning whose filters do not match the repository: it is never scanned, and cannot be by hand. */
  | { readonly kind: 'enhanced-unmatched' }
  /** The registry's scans are not asked; only the reports of other scanners are judged. */
  | { readonly kind: 'none' }

/** GetRegistryScanningConfiguration and BatchGetRepositoryScanningConfiguration, put together. */
export interface ScanConfiguration {
  /** `BASIC` or `ENHANCED`; absent counts as ECR's default, BASIC. */
  readonly scanType: string | undefined
  readonly scanOnPush: boolean
  /** `CONTINUOUS_SCAN`, `SCAN_ON_PUSH` or `MANUAL`; one that nobody knows is one by which a filter matches. */
  readonly scanFrequency: string | undefined
}

/**
 * The mode that a configuration means. Under enhanced scanning MANUAL is what a repository has that no filter matches
 * (https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-enhanced.html).
 */
export function scanModeOf({ scanType, scanOnPush, scanFrequency }: ScanConfiguration): ScanMode {
  if (scanType !== 'ENHANCED') return { kind: 'basic', onPush: scanOnPush || scanFrequency === 'SCAN_ON_PUSH' }
  const matched = scanFrequency !== undefined && scanFrequency !== 'MANUAL'
  return { kind: matched ? 'enhanced' : 'enhanced-unmatched' }
}
