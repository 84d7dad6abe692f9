export { decide, type GateState, type ScanPolicy, type StartScan } from './decide.ts'
export {
  counted,
  countBySeverity,
  fingerprint,
  type Finding,
  type FoundPackage,
  type SeverityCounts,
} from './finding.ts'
export { describeCounts, judge, type GateEnd, type GateReason, type PlacedFinding, type ScannedImage } from './judge.ts'
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
