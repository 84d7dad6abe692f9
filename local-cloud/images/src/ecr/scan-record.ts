import type { ScanProgress } from './scan-progress.ts'
import type { RegisteredScript } from './scan-script.ts'

/** One scan of one manifest in one repository. */
export interface ScanRecord {
  /** When it was asked for: the push, or StartImageScan. The 24 hours of the scan quota count from here. */
  readonly startedAt: Date
  /** From when the steps count: `startedAt`, or the moment a script was given afterwards. */
  since: Date
  script: RegisteredScript | undefined
  progress: ScanProgress
  completedAt?: Date
}
