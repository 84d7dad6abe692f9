import type { Decision } from '@slipway/outcome'
import type { Finding } from './finding.ts'
import { evidence, judge, type GateEnd, type GateReason, type ScannedImage } from './judge.ts'
import type { ScanPolicy } from './policy.ts'
import { read, type Reading } from './reading.ts'
import type { ScanMode } from './scan-mode.ts'
import type { ScanSubject, ScanTrack } from './track.ts'

/** What another scanner says of the candidate. */
export interface OtherReport {
  /** Of which file or tool, in the words of a message. */
  readonly name: string
  /** The platform, and the digest of the image, that it is about, where it says so. */
  readonly platform?: string
  readonly digest?: string
  readonly findings: readonly Finding[]
}

/** All that is known of a candidate's scans: one track for each image of it that can be scanned. */
export interface GateState {
  readonly mode: ScanMode
  readonly tracks: readonly ScanTrack[]
  /** Judged together with the registry's own scans. */
  readonly reports?: readonly OtherReport[]
  readonly cancelled: boolean
}

/** StartImageScan of one image. */
export interface StartScan {
  readonly kind: 'start-scan'
  readonly subject: ScanSubject
}

type GateDecision = Decision<StartScan, GateEnd>
interface Read {
  readonly track: ScanTrack
  readonly reading: Reading
}

/**
 * What to do next about a candidate's scans. It ends with a verdict once every image has settled, at once when one of
 * them will never have one, and inconclusively at the deadline; it never passes on findings that may still grow.
 */
export function decide(gate: GateState, policy: ScanPolicy, now: number): GateDecision {
  if (gate.cancelled)
    return stopped(gate, policy, 'inconclusive', 'cancelled', 'cancelled while the scan was waited for')
  const hopeless = neverScanned(gate)
  if (hopeless !== undefined) return stopped(gate, policy, 'fail', 'unscannable', hopeless)
  const reads = gate.tracks.map((track) => ({ track, reading: read(track, gate.mode, policy) }))
  return (
    endOnFailure(gate, policy, reads) ??
    endOnSettled(policy, reads) ??
    endOnDeadline(gate, policy, reads, now) ??
    start(policy, reads, now) ??
    wait(policy, reads, now)
  )
}

function neverScanned({ mode, tracks }: GateState): string | undefined {
  if (mode.kind === 'enhanced-unmatched') {
    return (
      'scanning is enhanced and no filter of the registry matches this repository, so it is never scanned; ' +
      "add a filter that matches it to the registry's scanning configuration"
    )
  }
  return tracks.length === 0 ? 'the image has no part that a scanner could read' : undefined
}

function endOnFailure(gate: GateState, policy: ScanPolicy, reads: readonly Read[]): GateDecision | undefined {
  for (const { track, reading } of reads) {
    const message = `${name(track)}: ${'because' in reading ? reading.because : ''}`
    if (reading.kind === 'unscannable')
      return stopped(gate, policy, 'fail', 'unscannable', `cannot be scanned: ${message}`)
    if (reading.kind === 'failed') return stopped(gate, policy, 'fail', 'scan-failed', `the scan failed: ${message}`)
  }
  return undefined
}

function endOnSettled(policy: ScanPolicy, reads: readonly Read[]): GateDecision | undefined {
  const images: ScannedImage[] = []
  for (const { track, reading } of reads) {
    if (reading.kind !== 'settled') return undefined
    images.push({ subject: track.subject, findings: reading.findings })
  }
  const end = judge(images, policy.rules.failOn)
  return { kind: 'end', end, because: end.message }
}

function endOnDeadline(
  gate: GateState,
  policy: ScanPolicy,
  reads: readonly Read[],
  now: number,
): GateDecision | undefined {
  if (now < policy.deadline) return undefined
  return stopped(gate, policy, 'inconclusive', 'scan-timeout', `no verdict in time: ${openPoints(reads)}`)
}

function start(policy: ScanPolicy, reads: readonly Read[], now: number): GateDecision | undefined {
  for (const { track, reading } of reads) {
    if (reading.kind !== 'start') continue
    const tooSoon = track.start?.outcome === 'not-yet' && now - track.start.at < policy.interval
    const command: StartScan = { kind: 'start-scan', subject: track.subject }
    if (!tooSoon) return { kind: 'act', command, because: `starting a scan of ${name(track)}: ${reading.because}` }
  }
  return undefined
}

function wait({ interval, deadline }: ScanPolicy, reads: readonly Read[], now: number): GateDecision {
  const settling = reads.flatMap(({ reading }) => (reading.kind === 'settling' ? [reading.ms] : []))
  const ms = Math.max(1, Math.min(interval, deadline - now, ...settling.filter((left) => left > 0)))
  return { kind: 'wait', ms, because: openPoints(reads) }
}

function openPoints(reads: readonly Read[]): string {
  const open = reads.filter(({ reading }) => reading.kind !== 'settled')
  return open.map(({ track, reading }) => `${name(track)}: ${'because' in reading ? reading.because : ''}`).join('; ')
}

function stopped(
  { tracks }: GateState,
  { rules }: ScanPolicy,
  verdict: 'fail' | 'inconclusive',
  reason: GateReason,
  message: string,
): GateDecision {
  const images = tracks.map(({ subject, latest }) => ({
    subject,
    findings: latest?.kind === 'scan' ? latest.findings : [],
  }))
  const seen = evidence(images, rules.failOn)
  return { kind: 'end', end: { verdict, reason, message, accepted: false, unrecorded: [], ...seen }, because: message }
}

function name({ subject: { platform, digest } }: ScanTrack): string {
  return platform === '' ? digest.slice(0, 19) : `${platform} ${digest.slice(0, 19)}`
}
