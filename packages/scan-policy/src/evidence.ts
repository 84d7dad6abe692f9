import type { SeverityCounts } from './finding.ts'
import type { Ignore } from './ignores/ignore.ts'
import type { PlacedFinding } from './placed.ts'

export interface BreakingFinding extends PlacedFinding {
  /** Which rule it broke, and by what, e.g. `critical (fail-on: high)`. */
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

/** What was seen, and what became of it: each finding is ignored, spared, breaking, or none of it. */
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
  /** What else a reader should know, e.g. of a rule that nothing a scanner said could be held against. */
  readonly notes: readonly string[]
}
