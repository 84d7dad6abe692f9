export type { Baseline } from './baseline.ts'
export type { Coverage } from './coverage.ts'
export { decide, type GateState, type OtherReport, type StartScan } from './decide.ts'
export {
  counted,
  countBySeverity,
  fingerprint,
  type Finding,
  type FoundPackage,
  type SeverityCounts,
} from './finding.ts'
export type { Ignore } from './ignores/ignore.ts'
export {
  describeCounts,
  judge,
  type BreakingFinding,
  type Evidence,
  type GateEnd,
  type GateReason,
  type IgnoredFinding,
  type PlacedFinding,
  type ScannedImage,
  type SparedFinding,
} from './judge.ts'
export type { Rules, ScanPolicy } from './policy.ts'
export { read, type Patience, type Reading } from './reading.ts'
export { scanModeOf, type ScanConfiguration, type ScanMode } from './scan-mode.ts'
export { isAtLeast, severities, severityOf, type Severity } from './severity.ts'
export {
  newTrack,
  scanStarted,
  seen,
  type ScanObservation,
  type ScanSubject,
  type ScanTrack,
  type StartOutcome,
} from './track.ts'
export { longestReport } from './incoming/parse.ts'
export { isAbout, readReport, type ReportKind, type ScanReport } from './incoming/read-report.ts'
