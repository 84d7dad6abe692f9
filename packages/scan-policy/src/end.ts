import { ageNotes } from './age-notes.ts'
import { evidenceOf, type ScannerAnswers } from './judging/evidence-of.ts'
import { unreported, type OtherReport } from './judging/place.ts'
import { judge, whatBroke, type GateEnd, type GateReason } from './judge.ts'
import type { ScannedImage } from './placed.ts'
import { isStale } from './track.ts'
import { listOf, nameOf, type Read, type Turn } from './turn.ts'

/** The end of a gate; `undefined` while there is something to wait for. */
export function endOf(turn: Turn): GateEnd | undefined {
  if (turn.gate.cancelled) return stop(turn, 'inconclusive', 'cancelled', 'cancelled while the scan was waited for')
  return endWithoutScan(turn) ?? endOnFailure(turn) ?? endOnSettled(turn) ?? endOnDeadline(turn)
}

function endWithoutScan(turn: Turn): GateEnd | undefined {
  const { mode, tracks, reports = [] } = turn.gate
  if (mode.kind === 'enhanced-unmatched') return stop(turn, 'fail', 'unscannable', unmatched)
  if (mode.kind === 'none') return endOnReports(turn, reports)
  return tracks.length === 0 ? endUnscannable(turn, 'the image has no part that a scanner could read') : undefined
}

/** Reports alone are a verdict on what they are about, and on nothing else. */
function endOnReports(turn: Turn, reports: readonly OtherReport[]): GateEnd {
  if (reports.length === 0)
    return endUnscannable(turn, 'no scanner looked at it: scanner is none, and no reports are given')
  if (reports.every(({ blind }) => blind === true))
    return endUnscannable(turn, `no scanner found anything to look at: ${reports.map(({ name }) => name).join(', ')}`)
  const { tracks } = turn.gate
  const unseen = new Set(
    unreported(
      reports,
      tracks.map(({ subject }) => subject),
    ),
  )
  if (unseen.size === 0) return conclude(turn)
  const names = tracks.filter(({ subject }) => unseen.has(subject)).map(nameOf)
  return endUnscannable(turn, `no report is about ${names.join(', ')}`)
}

const unmatched =
  'scanning is enhanced and no filter of the registry matches this repository, so it is never scanned; ' +
  "add a filter that matches it to the registry's scanning configuration"

function endOnFailure(turn: Turn): GateEnd | undefined {
  for (const { track, reading } of turn.reads) {
    if (reading.kind === 'failed')
      return stop(turn, 'fail', 'scan-failed', `the scan failed: ${nameOf(track)}: ${reading.because}`)
  }
  return turn.policy.onUnscannable === 'fail' && unscannable(turn).length > 0
    ? endUnscannable(turn, `cannot be scanned: ${listOf(unscannable(turn))}`)
    : undefined
}

function endOnSettled(turn: Turn): GateEnd | undefined {
  if (turn.reads.some(({ reading }) => reading.kind !== 'settled' && reading.kind !== 'unscannable')) return undefined
  const lost = unscannable(turn)
  return lost.length > 0 ? endUnscannable(turn, `cannot be scanned: ${listOf(lost)}`) : conclude(turn)
}

/** What was found breaks the rules, whether or not everything was seen; otherwise the policy says what is accepted. */
function endUnscannable(turn: Turn, message: string): GateEnd {
  const accepted = turn.policy.onUnscannable !== 'fail'
  if (!accepted) return stop(turn, 'fail', 'unscannable', `${message}; ${otherwise(turn)}`)
  return (
    endOnBroken(turn, message) ??
    stop(
      turn,
      'inconclusive',
      'unscannable',
      `${message}; accepted by on-unscannable: ${turn.policy.onUnscannable}`,
      true,
    )
  )
}

function otherwise({ gate }: Turn): string {
  return gate.mode.kind === 'none'
    ? 'give a report of each image, or to go on without one set on-unscannable: warn'
    : "to go on without a scan set on-unscannable: warn; to judge another scanner's findings alone, scanner: none and reports"
}

function endOnDeadline(turn: Turn): GateEnd | undefined {
  const { policy, now, reads } = turn
  if (now < policy.deadline) return undefined
  const message = `no verdict in time: ${listOf(reads.filter(({ reading }) => reading.kind !== 'settled'))}`
  const accepted = policy.onInconclusive === 'warn'
  const more = accepted ? 'accepted by on-inconclusive: warn' : otherTime(turn)
  return endOnBroken(turn, message) ?? stop(turn, 'inconclusive', 'scan-timeout', `${message}; ${more}`, accepted)
}

/** More time does not help where AWS gives no answer. */
function otherTime({ reads }: Turn): string {
  const open = reads.filter(({ reading }) => reading.kind !== 'settled')
  return open.every(({ track }) => track.latest?.kind === 'unknown')
    ? 'run the step again: AWS gave no answer'
    : 'raise scan-timeout if scans take longer here'
}

function endOnBroken(turn: Turn, besides: string): GateEnd | undefined {
  const evidence = evidenceOf({ ...answersIn(turn), complete: false }, turn.policy.rules, turn.now)
  if (evidence.breaking.length === 0) return undefined
  return stop(turn, 'fail', 'findings', `${whatBroke(evidence)}; besides, ${besides}`)
}

function conclude(turn: Turn): GateEnd {
  const end = judge(answersIn(turn), turn.policy.rules, turn.now)
  return { ...end, notes: [...end.notes, ...ageNotes(turn)] }
}

function stop(
  turn: Turn,
  verdict: 'fail' | 'inconclusive',
  reason: GateReason,
  message: string,
  accepted = false,
): GateEnd {
  const { gate, policy, now, reads } = turn
  const settled = reads.length > 0 && reads.every(({ reading }) => reading.kind === 'settled')
  const scanned = gate.mode.kind !== 'none'
  const complete = settled || (!scanned && reads.length > 0)
  const evidence = evidenceOf({ ...answersIn(turn), complete }, policy.rules, now)
  const missing = gate.tracks.filter((track) => track.record === undefined && track.missing === true)
  const unrecorded = scanned ? missing.map(({ subject }) => subject) : []
  return { verdict, reason, message, accepted, whole: settled, unrecorded, ...evidence }
}

function answersIn({ gate: { tracks, reports = [] } }: Turn): Omit<ScannerAnswers, 'complete'> {
  const images = tracks.map(({ subject, record, start }): ScannedImage => {
    const findings = record === undefined || isStale(record, start?.outcome) ? [] : record.findings
    return { subject, findings }
  })
  return { images, reports }
}

function unscannable({ reads }: Turn): readonly Read[] {
  return reads.filter(({ reading }) => reading.kind === 'unscannable')
}
