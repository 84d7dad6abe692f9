import type { Judgement } from '@slipway/outcome'
import { counted, countBySeverity, type Finding, type SeverityCounts } from './finding.ts'
import { isAtLeast, severities, severityOf, type Severity } from './severity.ts'
import type { ScanSubject } from './track.ts'

export type GateReason =
  | 'clean'
  | 'below-threshold'
  | 'findings'
  | 'unscannable'
  | 'scan-failed'
  | 'scan-timeout'
  | 'cancelled'

/** A finding and the image it is in. */
export interface PlacedFinding extends Finding {
  readonly subject: ScanSubject
}

/** The gate's verdict with its evidence: as much of it as was seen. */
export interface GateEnd extends Judgement<GateReason> {
  readonly counts: SeverityCounts
  readonly findings: readonly PlacedFinding[]
  /** Those that broke the rule, most severe first. */
  readonly breaking: readonly PlacedFinding[]
}

export interface ScannedImage {
  readonly subject: ScanSubject
  readonly findings: readonly Finding[]
}

/** The union over every image that was scanned: one finding at or above `failOn` in any of them fails all. */
export function judge(images: readonly ScannedImage[], failOn: Severity): GateEnd {
  const seen = evidence(images, failOn)
  const total = seen.findings.length
  if (seen.breaking.length > 0) {
    const message = `${seen.breaking.length} of ${total} findings are ${failOn} or worse: ${describeCounts(seen.counts)}`
    return { verdict: 'fail', reason: 'findings', message, ...seen }
  }
  if (total === 0) return { verdict: 'pass', reason: 'clean', message: 'the scan found nothing', ...seen }
  const message = `no finding is ${failOn} or worse: ${describeCounts(seen.counts)}`
  return { verdict: 'pass', reason: 'below-threshold', message, ...seen }
}

/** Findings counted and sorted, without a verdict. */
export function evidence(
  images: readonly ScannedImage[],
  failOn: Severity,
): Pick<GateEnd, 'counts' | 'findings' | 'breaking'> {
  const findings = images
    .flatMap(({ subject, findings }) => counted(findings).map((finding) => ({ ...finding, subject })))
    .sort((a, b) => rank(a) - rank(b))
  const breaking = findings.filter(({ severity }) => isAtLeast(severityOf(severity), failOn))
  return { counts: countBySeverity(findings), findings, breaking }
}

/** `2 critical, 1 low`; `none` when every count is 0. */
export function describeCounts(counts: SeverityCounts): string {
  const parts = severities.filter((severity) => counts[severity] > 0)
  return parts.map((severity) => `${counts[severity]} ${severity}`).join(', ') || 'none'
}

function rank({ severity }: Finding): number {
  return severities.indexOf(severityOf(severity))
}
