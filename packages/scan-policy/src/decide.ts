import type { Decision } from '@slipway/outcome'
import { endOf } from './end.ts'
import type { GateEnd } from './judge.ts'
import type { ScanPolicy } from './policy.ts'
import { read } from './reading.ts'
import type { ScanSubject } from './track.ts'
import { listOf, nameOf, type GateState, type Turn } from './turn.ts'

/** StartImageScan of one image. */
export interface StartScan {
  readonly kind: 'start-scan'
  readonly subject: ScanSubject
}

type GateDecision = Decision<StartScan, GateEnd>

/**
 * What to do next about a candidate's scans. It ends with a verdict once every image has settled, at once when one of
 * them will never have one and that is not accepted, and inconclusively at the deadline; it never passes on findings
 * that may still grow.
 */
export function decide(gate: GateState, policy: ScanPolicy, now: number): GateDecision {
  const reads = gate.tracks.map((track) => ({ track, reading: read(track, gate.mode, policy) }))
  const turn: Turn = { gate, policy, now, reads }
  const end = endOf(turn)
  return end === undefined ? (start(turn) ?? wait(turn)) : { kind: 'end', end, because: end.message }
}

function start({ policy, reads, now }: Turn): GateDecision | undefined {
  for (const { track, reading } of reads) {
    if (reading.kind !== 'start') continue
    const tooSoon = track.start?.outcome === 'not-yet' && now - track.start.at < policy.interval
    const command: StartScan = { kind: 'start-scan', subject: track.subject }
    if (!tooSoon) return { kind: 'act', command, because: `starting a scan of ${nameOf(track)}: ${reading.because}` }
  }
  return undefined
}

function wait({ policy: { interval, deadline }, reads, now }: Turn): GateDecision {
  const settling = reads.flatMap(({ reading }) => (reading.kind === 'settling' ? [reading.ms] : []))
  const ms = Math.max(1, Math.min(interval, deadline - now, ...settling.filter((left) => left > 0)))
  return { kind: 'wait', ms, because: listOf(reads.filter(({ reading }) => reading.kind !== 'settled')) }
}
