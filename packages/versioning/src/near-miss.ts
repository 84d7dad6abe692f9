/** A line that looks as if it was meant to count, and does not. Lines count from 1. */
export interface NearMiss {
  readonly line: number
  readonly lineText: string
  /** Why it does not count, and how it would. */
  readonly because: string
}
