import { formatDuration } from '@slipway/action-io'
import { isTransient } from '@slipway/aws/transient'
import { runLoop } from '@slipway/control-loop'
import { describe } from '@slipway/outcome'
import {
  decide,
  newTrack,
  scanStarted,
  seen,
  type GateEnd,
  type GateState,
  type Rules,
  type ScanMode,
  type ScanObservation,
  type ScanPolicy,
  type ScanSubject,
  type StartScan,
} from '@slipway/scan-policy'
import type { PushInputs } from './inputs.ts'
import type { Ports } from './ports.ts'

/** What is to be scanned, and how this repository does it. */
export interface Candidate {
  readonly repository: string
  readonly mode: ScanMode
  readonly subjects: readonly ScanSubject[]
}

/** The end that is certain before anything is pushed: nothing of the image will ever be scanned. */
export function hopeless({ mode, subjects }: Candidate, inputs: PushInputs, now: number): GateEnd | undefined {
  const decision = decide({ mode, tracks: subjects.map(newTrack), cancelled: false }, policyOf(inputs, now), now)
  return decision.kind === 'end' ? decision.end : undefined
}

/** Waits for the verdict of every part's scan, until the deadline. */
export async function gate(
  { repository, mode, subjects }: Candidate,
  inputs: PushInputs,
  { ecr, clock, log }: Ports,
  signal: AbortSignal,
): Promise<GateEnd> {
  const policy = policyOf(inputs, clock.now())
  let tracks = subjects.map(newTrack)
  log.info(`${inputs.failOn} findings or worse fail; waiting at most ${formatDuration(inputs.scanTimeout)}`)
  return runLoop<GateState, StartScan, GateEnd>({
    clock,
    signal,
    async observe() {
      const looks = tracks.map(async (track) => {
        const observation = signal.aborted ? undefined : await look(ecr, repository, track.subject)
        return observation === undefined ? track : seen(track, observation, clock.now())
      })
      tracks = await Promise.all(looks)
      return { mode, tracks, cancelled: signal.aborted }
    },
    decide: (state, now) => decide(state, policy, now),
    async execute({ subject }) {
      const outcome = await ecr.startScan(repository, subject.digest)
      log.info(`StartImageScan of ${subject.digest}: ${outcome}`)
      tracks = tracks.map((track) => (track.subject === subject ? scanStarted(track, outcome, clock.now()) : track))
    },
    say: (because) => log.info(because),
  })
}

function policyOf({ failOn, settle, quiet, scanInterval, scanTimeout }: PushInputs, startedAt: number): ScanPolicy {
  const rules: Rules = { failOn, maxFindings: {}, kev: false, onlyFixable: false, ignores: [], layers: 'all' }
  const patience = { settle, quiet, interval: scanInterval, deadline: startedAt + scanTimeout }
  return { rules, ...patience, onUnscannable: 'fail', onInconclusive: 'fail' }
}

/** Throttling, and AWS being away for a while, are no verdict: the next look may see more. */
async function look(ecr: Ports['ecr'], repository: string, { digest }: ScanSubject): Promise<ScanObservation> {
  try {
    return await ecr.scan(repository, digest)
  } catch (error) {
    if (isTransient(error)) return { kind: 'unknown', why: describe(error) }
    throw error
  }
}
