import type { Severity } from '../severity.ts'
import { parse } from './parse.ts'
import { readGrype } from './read-grype.ts'
import { readSarif } from './read-sarif.ts'
import { readTrivy } from './read-trivy.ts'
import type { ScanReport } from './scan-report.ts'

export type ReportKind = 'trivy' | 'grype' | 'sarif'

/** What somebody knows of a report that does not say it. */
export interface ReportHints {
  /** What the tool means by SARIF's level `error`, where it gives neither a word nor a score. */
  readonly errorMeans?: Severity
}

/**
 * Another scanner's report as findings: Trivy's JSON (schema version 2), Grype's JSON, or SARIF 2.1.0.
 * `name` is what messages call it, e.g. its file.
 * @throws {Failure} REPORT_INVALID, naming the place and the value, for what is not such a report or says that its scan failed.
 */
export function readReport(kind: ReportKind, text: string, name: string, hints: ReportHints = {}): ScanReport {
  const root = parse(text, name)
  switch (kind) {
    case 'trivy':
      return readTrivy(root)
    case 'grype':
      return readGrype(root)
    case 'sarif':
      return readSarif(root, hints.errorMeans)
  }
}
