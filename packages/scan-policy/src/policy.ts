import type { Baseline } from './baseline.ts'
import type { Ignore } from './ignores/ignore.ts'
import type { Patience } from './reading.ts'
import type { Severity } from './severity.ts'

/** How long a gate waits, what it refuses, and what it does where there is nothing to judge. */
export interface ScanPolicy extends Patience {
  /** Milliseconds between two looks. */
  readonly interval: number
  /** Epoch milliseconds after which nothing is waited for. */
  readonly deadline: number
  readonly rules: Rules
  /** For an image, or a platform of it, that no scanner can read. `warn` and `pass` accept it; only `fail` refuses. */
  readonly onUnscannable: 'fail' | 'warn' | 'pass'
  /** For a scan that had no verdict by the deadline. */
  readonly onInconclusive: 'fail' | 'warn'
}

/** Which findings break the gate. A finding that is ignored or spared breaks none of it. */
export interface Rules {
  /** Findings of this severity and above fail. */
  readonly failOn: Severity
  /** Up to so many different findings of a severity are tolerated; for that severity it stands in for `failOn`. */
  readonly maxFindings: Readonly<Partial<Record<Severity, number>>>
  /** A CVSS score of this and above fails, whatever the severity. */
  readonly cvss?: number
  /** The same for the EPSS probability, 0 to 1. */
  readonly epss?: number
  /** What is known to be exploited fails, whatever the severity. */
  readonly kev: boolean
  /** Findings for which no fix exists are spared. */
  readonly onlyFixable: boolean
  readonly ignores: readonly Ignore[]
  /** What was there already is spared. */
  readonly baseline?: Baseline
  /** With `own`, what only layers of the base image bring is spared. */
  readonly layers: 'all' | 'own'
  /** Digests of the base image's layers. */
  readonly baseLayers?: ReadonlySet<string>
}
