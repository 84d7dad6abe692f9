import type { Finding } from '../finding.ts'
import { parse } from './parse.ts'
import { readGrype } from './read-grype.ts'
import { readSarif } from './read-sarif.ts'
import { readTrivy } from './read-trivy.ts'

export type ReportKind = 'trivy' | 'grype' | 'sarif'

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
 * Another scanner's report as findings: Trivy's JSON (schema version 2), Grype's JSON, or SARIF 2.1.0.
 * `name` is what messages call it, e.g. its file.
 * @throws {Failure} REPORT_INVALID, naming the place and the value, for what is not such a report or says that its scan failed.
 */
export function readReport(kind: ReportKind, text: string, name: string): ScanReport {
  const root = parse(text, name)
  switch (kind) {
    case 'trivy':
      return readTrivy(root)
    case 'grype':
      return readGrype(root)
    case 'sarif':
      return readSarif(root)
  }
}

/**
 * Whether a report is about an image that is known by these digests (of its index, manifests and configurations).
 * `unsaid`: the report names no digest, as after a scan of files or of an archive.
 */
export function isAbout({ digests }: ScanReport, image: ReadonlySet<string>): 'this' | 'another' | 'unsaid' {
  if (digests.length === 0) return 'unsaid'
  return digests.some((digest) => image.has(digest)) ? 'this' : 'another'
}
