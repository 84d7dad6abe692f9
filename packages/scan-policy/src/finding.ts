import { severities, severityOf, type Severity } from './severity.ts'

/** One finding of one image, basic or enhanced, as the scanner reported it. */
export interface Finding {
  /** What makes it the same finding in another answer: the finding's ARN, or vulnerability and package. */
  readonly id: string
  /** e.g. `CVE-2026-1234` */
  readonly vulnerability: string
  /** The scanner's own word. */
  readonly severity: string
  /** Inspector's `ACTIVE`, `SUPPRESSED` or `CLOSED`; absent with basic scanning. */
  readonly status?: string
  readonly packages: readonly FoundPackage[]
  readonly uri?: string
}

export interface FoundPackage {
  readonly name: string
  readonly version: string
  readonly fixedIn?: string
}

export type SeverityCounts = Readonly<Record<Severity, number>>

/** The findings that count: each once, without those that a central suppression rule silenced or Inspector closed. */
export function counted(findings: readonly Finding[]): readonly Finding[] {
  const byId = new Map(findings.map((finding) => [finding.id, finding]))
  return [...byId.values()].filter(({ status }) => status !== 'SUPPRESSED' && status !== 'CLOSED')
}

/** Counts per severity, computed from the findings: a paged answer's own counts cover its page only. */
export function countBySeverity(findings: readonly Finding[]): SeverityCounts {
  const counts = Object.fromEntries(severities.map((severity) => [severity, 0])) as Record<Severity, number>
  for (const finding of findings) counts[severityOf(finding.severity)] += 1
  return counts
}

/** Equal for equal sets of findings, whatever their order. */
export function fingerprint(findings: readonly Finding[]): string {
  const lines = findings.map(({ id, severity, status = '' }) => JSON.stringify([id, severity, status]))
  return [...new Set(lines)].sort().join('\n')
}
