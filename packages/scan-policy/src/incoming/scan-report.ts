import type { Finding } from '../finding.ts'

/** What another scanner's report says. */
export interface ScanReport {
  /** Who made it: `trivy`, `grype`, or the names of the SARIF tools. */
  readonly tool: string
  readonly findings: readonly Finding[]
  /** `linux/arm64`; absent where the report does not say. */
  readonly platform?: string
  /** `sha256:…` of the manifest or index it is about; absent where the report names none, or several. */
  readonly digest?: string
  /** Every `sha256:…` by which the report names its image: manifest, index, configuration. */
  readonly digests: readonly string[]
  /** What it holds, or leaves out, that is not judged; one sentence each. */
  readonly notes: readonly string[]
  /** It says itself that it found nothing to look at: that it has no findings means nothing. */
  readonly blind?: boolean
}

/**
 * Whether a report is about an image that is known by these digests (of its index, manifests and configurations).
 * `unsaid`: the report names no digest, as after a scan of files or of an archive.
 */
export function isAbout({ digests }: ScanReport, image: ReadonlySet<string>): 'this' | 'another' | 'unsaid' {
  if (digests.length === 0) return 'unsaid'
  return digests.some((digest) => image.has(digest)) ? 'this' : 'another'
}
