import type { ScanStep } from './scan-script.ts'

/** Where a scan stands in its steps. Times are cloud milliseconds since the scan began. */
export interface ScanProgress {
  readonly step: number
  readonly enteredAt: number
  /** Answers that the step has given. */
  readonly observations: number
}

export const beginning: ScanProgress = { step: 0, enteredAt: 0, observations: 0 }

/**
 * Moves past every step that is over at `elapsed`; the last one never ends. Pure. `counts` says whether a new answer begins:
 * a further page of an answer moves with time only, never past a step that has given its number of answers.
 */
export function advance(
  steps: readonly ScanStep[],
  progress: ScanProgress,
  elapsed: number,
  counts: boolean,
): ScanProgress {
  let at = progress
  for (;;) {
    const step = steps[at.step]
    if (step === undefined || at.step === steps.length - 1) return at
    if (step.forMs !== undefined) {
      if (elapsed - at.enteredAt < step.forMs) return at
      at = { step: at.step + 1, enteredAt: at.enteredAt + step.forMs, observations: 0 }
    } else {
      if (!counts || at.observations < (step.observations ?? 1)) return at
      at = { step: at.step + 1, enteredAt: elapsed, observations: 0 }
    }
  }
}

/** Counts one answer. */
export function observe(progress: ScanProgress): ScanProgress {
  return { ...progress, observations: progress.observations + 1 }
}
