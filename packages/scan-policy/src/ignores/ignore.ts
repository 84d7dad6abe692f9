/** One entry of an ignore file: a vulnerability that somebody answers for, for a while. */
export interface Ignore {
  /** e.g. `CVE-2026-1234`; other names of the same vulnerability match too. */
  readonly id: string
  /** Only in the package of this name. */
  readonly package?: string
  /** Only on this platform; `linux/arm64` includes `linux/arm64/v8`. */
  readonly platform?: string
  /** Empty where none is given, which is told. */
  readonly reason: string
  readonly owner?: string
  /** Epoch milliseconds from which it no longer ignores: the end of its last day, UTC. */
  readonly until?: number
  /** Its line in the file, from 1. */
  readonly line: number
}
