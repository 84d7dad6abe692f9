import { formatDuration } from '@slipway/outcome'
import type { EcrRepository } from '@slipway/aws/ecr'
import { runLoop } from '@slipway/control-loop'
import {
  decide,
  describeRules,
  newTrack,
  scanStarted,
  withObservation,
  type GateEnd,
  type GateState,
  type OtherReport,
  type Rules,
  type ScanMode,
  type ScanObservation,
  type ScanPolicy,
  type ScanRecord,
  type ScanSubject,
  type StartOutcome,
  type StartScan,
} from '@slipway/scan-policy'
import type { PushInputs } from '../inputs.ts'
import { askingUntil } from './ask-in-time.ts'
import { looking, type Look } from './look-at-scan.ts'
import type { RunContext } from '../run-context.ts'
import { short } from '../words.ts'

/** What is to be judged, by which rules, and how this repository is scanned. */
export interface ToGate {
  readonly repository: EcrRepository
  readonly mode: ScanMode
  readonly subjects: readonly ScanSubject[]
  readonly rules: Rules
  readonly reports: readonly OtherReport[]
}

/** The end that is certain before anything is pushed: nothing of the image will ever be scanned. */
export function hopeless(
  { mode, subjects, reports, rules }: Omit<ToGate, 'repository'>,
  inputs: PushInputs,
  now: number,
): GateEnd | undefined {
  const state = { mode, tracks: subjects.map(newTrack), reports, cancelled: false }
  if (mode.kind === 'none') return undefined
  const decision = decide(state, policyOf(inputs, rules, now), now)
  return decision.kind === 'end' && !decision.end.accepted ? decision.end : undefined
}

/** Waits for the verdict of every part's scan, until the deadline. `look` is another one in a recheck. */
export async function gate(
  toGate: ToGate,
  { inputs, ports, signal }: Pick<RunContext, 'inputs' | 'ports' | 'signal'>,
  look: Look = looking(toGate, ports),
): Promise<GateEnd> {
  const { repository, mode, subjects, rules, reports } = toGate
  const { ecr, clock, log } = ports
  const policy = policyOf(inputs, rules, clock.now())
  const ask = askingUntil(policy.deadline, clock, signal)
  let tracks = subjects.map(newTrack)
  log.info(`what fails: ${describeRules(rules)}; waiting at most ${formatDuration(inputs.scanTimeout)}`)
  return runLoop<GateState, StartScan, GateEnd>({
    clock,
    signal,
    async observe() {
      if (mode.kind !== 'none') tracks = await lookAtAll(tracks)
      return { mode, tracks, reports, cancelled: signal.aborted }
    },
    decide: (state, now) => decide(state, policy, now),
    async execute({ subject }) {
      const start = (bounded: AbortSignal): Promise<StartOutcome> =>
        ecr.startScan(repository.name, subject.digest, bounded)
      const outcome = await ask<StartOutcome>(start, () => 'not-yet')
      log.info(`StartImageScan of ${short(subject.digest)}: ${outcome}`)
      tracks = tracks.map((track) => (track.subject === subject ? scanStarted(track, outcome, clock.now()) : track))
    },
    say: (because) => log.info(because),
  })

  function lookAt(subject: ScanSubject): Promise<ScanObservation> {
    let part: { readonly record?: ScanRecord } = {}
    return ask<ScanObservation>(
      (bounded) => look(subject, bounded, (record) => void (part = { record })),
      (why) => ({ kind: 'unknown', why, ...part }),
    )
  }

  /** A look that the cancelled job broke off shows nothing. */
  async function lookAtAll(before: typeof tracks): Promise<typeof tracks> {
    if (signal.aborted) return before
    try {
      return await Promise.all(
        before.map(async (track) => withObservation(track, await lookAt(track.subject), clock.now())),
      )
    } catch (error) {
      if (signal.aborted) return before
      throw error
    }
  }
}

/** The whole policy of a gate that begins now. */
export function policyOf(inputs: PushInputs, rules: Rules, startedAt: number): ScanPolicy {
  const { settle, quiet, scanInterval, scanTimeout, onUnscannable, onInconclusive } = inputs
  return {
    ...{ rules, settle, quiet, onUnscannable, onInconclusive },
    interval: scanInterval,
    deadline: startedAt + scanTimeout,
  }
}

/** The verdict's message, with the remedy where nothing was scanned because it had no tag. */
export function explain({ message, reason, unrecorded }: GateEnd, { mode, stage }: PushInputs): string {
  const untagged = mode === 'release' && reason === 'scan-timeout' && unrecorded.length > 0 && stage === 'digest'
  if (!untagged) return message
  return `${message}; ECR has no scan record of ${unrecorded.length === 1 ? 'an image' : 'images'} pushed without a tag: set stage: candidate-tag`
}
