import type { Judgement } from '@slipway/outcome'
import { counted, countBySeverity, type Finding, type SeverityCounts } from './finding.ts'
import type { Ignore } from './ignores/ignore.ts'
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

/** One vulnerability in one package (its locations all have that name and version) of one image. */
export interface PlacedFinding extends Finding {
  readonly subject: ScanSubject
}

export interface BreakingFinding extends PlacedFinding {
  /** Which rule it broke, and by what. */
  readonly because: string
}

export interface IgnoredFinding {
  readonly finding: PlacedFinding
  readonly ignore: Ignore
}

export interface SparedFinding {
  readonly finding: PlacedFinding
  readonly because: string
}

/** What was seen, and what became of it. */
export interface Evidence {
  /** Of all findings, also of those that are ignored and spared. */
  readonly counts: SeverityCounts
  /** Most severe first. */
  readonly findings: readonly PlacedFinding[]
  /** Those that broke a rule, most severe first. */
  readonly breaking: readonly BreakingFinding[]
  readonly ignored: readonly IgnoredFinding[]
  /** What is not new, has no fix, or comes from the base image. */
  readonly spared: readonly SparedFinding[]
  /** Entries of the ignore file that need a hand: expired, unused, without a reason, twice. */
  readonly ignoreNotes: readonly string[]
  /** What else a reader should know, e.g. of a rule that no scanner's answer could be held against. */
  readonly notes: readonly string[]
}

/** The gate's verdict with its evidence: as much of it as was seen. */
export interface GateEnd extends Judgement<GateReason>, Evidence {
  /** Promotion may go on: the verdict is `pass`, or the policy accepts an image without one. */
  readonly accepted: boolean
  /** Images whose scan never had a record. */
  readonly unrecorded: readonly ScanSubject[]
}

export interface ScannedImage {
  readonly subject: ScanSubject
  readonly findings: readonly Finding[]
}

/** The union over every image that was scanned: one finding at or above `failOn` in any of them fails all. */
export function judge(images: readonly ScannedImage[], failOn: Severity): GateEnd {
  const seen = evidence(images, failOn)
  const total = seen.findings.length
  const base = { ...seen, unrecorded: [] }
  if (seen.breaking.length > 0) {
    const message = `${seen.breaking.length} of ${total} findings are ${failOn} or worse: ${describeCounts(seen.counts)}`
    return { verdict: 'fail', reason: 'findings', message, accepted: false, ...base }
  }
  const passed = { verdict: 'pass', accepted: true } as const
  if (total === 0) return { ...passed, reason: 'clean', message: 'the scan found nothing', ...base }
  const message = `no finding is ${failOn} or worse: ${describeCounts(seen.counts)}`
  return { ...passed, reason: 'below-threshold', message, ...base }
}

/** Findings counted and sorted, without a verdict. */
export function evidence(images: readonly ScannedImage[], failOn: Severity): Evidence {
  const findings = images
    .flatMap(({ subject, findings }) => counted(findings).map((finding) => ({ ...finding, subject })))
    .sort((a, b) => rank(a) - rank(b))
  const breaking = findings
    .filter(({ severity }) => isAtLeast(severityOf(severity), failOn))
    .map((finding) => ({ ...finding, because: `${severityOf(finding.severity)}; fail-on is ${failOn}` }))
  return { counts: countBySeverity(findings), findings, breaking, ignored: [], spared: [], ignoreNotes: [], notes: [] }
}

/** `2 critical, 1 low`; `none` when every count is 0. */
export function describeCounts(counts: SeverityCounts): string {
  const parts = severities.filter((severity) => counts[severity] > 0)
  return parts.map((severity) => `${counts[severity]} ${severity}`).join(', ') || 'none'
}

function rank({ severity }: Finding): number {
  return severities.indexOf(severityOf(severity))
}
