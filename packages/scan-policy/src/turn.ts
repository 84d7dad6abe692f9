import type { OtherReport } from './judging/place.ts'
import type { ScanPolicy } from './policy.ts'
import type { Reading } from './reading.ts'
import type { ScanMode } from './scan-mode.ts'
import type { ScanTrack } from './track.ts'

/** All that is known of a candidate's scans: one track for each image of it that can be scanned. */
export interface GateState {
  readonly mode: ScanMode
  /** With mode `none` they say which images there are, and are not looked at. */
  readonly tracks: readonly ScanTrack[]
  /** Judged together with the registry's own scans. */
  readonly reports?: readonly OtherReport[]
  readonly cancelled: boolean
}

/** A track and what it means now. */
export interface Read {
  readonly track: ScanTrack
  readonly reading: Reading
}

/** One look at everything, and by which policy. */
export interface Turn {
  readonly gate: GateState
  readonly policy: ScanPolicy
  /** Epoch milliseconds. */
  readonly now: number
  readonly reads: readonly Read[]
}

/** Tracks with what is said of each. */
export function listOf(reads: readonly Read[]): string {
  return reads
    .map(({ track, reading }) => `${nameOf(track)}: ${'because' in reading ? reading.because : reading.kind}`)
    .join('; ')
}

/** `linux/arm64 sha256:0123456789ab` */
export function nameOf({ subject: { platform, digest } }: ScanTrack): string {
  return platform === '' ? digest.slice(0, 19) : `${platform} ${digest.slice(0, 19)}`
}
