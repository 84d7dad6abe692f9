import type { Outcome } from '../evidence/outcome.ts'

/** What the rehearsal comes to. `inconclusive` never passes: nothing can be said, for the machine was too busy. */
export type Conclusion = 'pass' | 'fail' | 'inconclusive'

export interface Concluded {
  readonly outcomes: readonly Outcome[]
  /** How many scenarios were to be played. */
  readonly wanted: number
  /** What went wrong beside the scenarios. */
  readonly trouble: readonly string[]
  /** Why the machine ended the rehearsal early; empty where it did not. */
  readonly tooBusy: string
}

export function conclude({ outcomes, wanted, trouble, tooBusy }: Concluded): Conclusion {
  if (trouble.length > 0 || outcomes.includes('not-as-expected')) return 'fail'
  if (tooBusy !== '' || outcomes.includes('too-busy')) return 'inconclusive'
  return outcomes.length === wanted && outcomes.every((outcome) => outcome === 'as-expected') ? 'pass' : 'fail'
}

export const exitCodes: Readonly<Record<Conclusion, number>> = { pass: 0, fail: 1, inconclusive: 2 }
