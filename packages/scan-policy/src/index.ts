export { baselineOf, type Baseline } from './baseline.ts'
export type { Coverage } from './coverage.ts'
export { decide, type StartScan } from './decide.ts'
export type { BreakingFinding, Evidence, IgnoredFinding, SparedFinding } from './evidence.ts'
export { countBySeverity, fingerprint, type Finding, type FoundPackage, type SeverityCounts } from './finding.ts'
export type { Ignore } from './ignores/ignore.ts'
export { judge, type GateEnd, type GateReason } from './judge.ts'
export type { ScannerAnswers } from './judging/evidence-of.ts'
export { answerFor, explain } from './judging/explain.ts'
export type { OtherReport } from './judging/place.ts'
export { describeCountsSoFar, countsSoFar } from './judging/counts-so-far.ts'
export { describeRules } from './judging/words.ts'
export type { PlacedFinding, ScannedImage } from './placed.ts'
export type { Rules, ScanPolicy } from './policy.ts'
export { read, type Patience, type Reading } from './reading.ts'
export { scanModeOf, type ScanConfiguration, type ScanMode } from './scan-mode.ts'
export { isAtLeast, severities, severityOf, type Severity } from './severity.ts'
export {
  newTrack,
  scanStarted,
  withObservation,
  type ScanObservation,
  type ScanRecord,
  type ScanSubject,
  type ScanTrack,
  type StartOutcome,
} from './track.ts'
export { longestReport } from './incoming/parse.ts'
export { readReport, type ReportHints, type ReportKind } from './incoming/read-report.ts'
export { isAbout, type ScanReport } from './incoming/scan-report.ts'
export type { GateState } from './turn.ts'
export { parseIgnores } from './ignores/parse-ignores.ts'
export { annotationsOf, type GateAnnotation } from './outgoing/annotations-of.ts'
export type { OutgoingContext } from './outgoing/context.ts'
export { explainedRows, findingHeader, findingRows, type Escape, type Row } from './outgoing/finding-rows.ts'
export { fitTable, type FittedTable } from './outgoing/fit-table.ts'
export { policyText } from './outgoing/policy-text.ts'
export { sarifLocation } from './outgoing/sarif-location.ts'
export { toJson } from './outgoing/to-json.ts'
export { toSarif, type SarifContext } from './outgoing/to-sarif.ts'
export {
  statementMediaType,
  toStatement,
  verdictAnnotations,
  verdictPredicateType,
  type StatementContext,
} from './outgoing/to-statement.ts'
