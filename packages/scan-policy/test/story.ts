import {
  decide,
  newTrack,
  scanStarted,
  withObservation,
  type Finding,
  type GateEnd,
  type GateState,
  type Rules,
  type ScanMode,
  type ScanObservation,
  type ScanPolicy,
  type StartOutcome,
} from '../src/index.ts'

export const start = 1_000_000
export const rules: Rules = {
  failOn: 'high',
  maxFindings: {},
  kev: false,
  onlyFixable: false,
  ignores: [],
  layers: 'all',
}
export const policy: ScanPolicy = {
  rules,
  onUnscannable: 'fail',
  onInconclusive: 'fail',
  interval: 5000,
  settle: 15_000,
  quiet: 60_000,
  deadline: start + 600_000,
}
export const basic: ScanMode = { kind: 'basic', onPush: true }
export const byHand: ScanMode = { kind: 'basic', onPush: false }
export const enhanced: ScanMode = { kind: 'enhanced' }

export function found(id: string, severity = 'LOW', more: Partial<Finding> = {}): Finding {
  return { id, vulnerability: id, severity, packages: [], ...more }
}

/** With `done` false it has no completion time. */
export function scan(status: string, findings: readonly Finding[] = [], done = true): ScanObservation {
  return { kind: 'scan', status, description: '', findings, ...(done ? { completedAt: 1 } : {}) }
}

export const noScan: ScanObservation = { kind: 'missing', what: 'scan' }
export const noImage: ScanObservation = { kind: 'missing', what: 'image' }
export const unknown: ScanObservation = { kind: 'unknown', why: 'throttled' }

/** What a look shows `ms` after the push, one function for each image; `starts` counts the scans asked for by then. */
export type Observed = (ms: number, starts: number) => ScanObservation

export interface Story {
  readonly mode?: ScanMode
  readonly images: readonly Observed[]
  readonly policy?: Partial<ScanPolicy>
  readonly rules?: Partial<Rules>
  readonly startOutcome?: StartOutcome
  /** Milliseconds after the push. */
  readonly cancelAt?: number
}

export interface Played {
  readonly end: GateEnd
  /** Milliseconds after the push. */
  readonly at: number
  readonly starts: number
  readonly looks: number
  readonly because: readonly string[]
  /** Every look, one observation for each image. */
  readonly history: readonly { readonly at: number; readonly seen: readonly ScanObservation[] }[]
}

/** Plays a story to its end on a clock that only waits move. */
export function play({
  mode = basic,
  images,
  policy: own = {},
  rules: ruled = {},
  startOutcome = 'started',
  cancelAt,
}: Story): Played {
  const wanted = { ...policy, rules: { ...rules, ...ruled }, ...own }
  const because: string[] = []
  const history: { at: number; seen: ScanObservation[] }[] = []
  let tracks = images.map((_, i) =>
    newTrack({ digest: `sha256:${i}`, platform: images.length > 1 ? `linux/${i}` : '' }),
  )
  let now = start
  let starts = 0
  for (let looks = 1; looks < 100_000; looks += 1) {
    const at = now
    const shown = images.map((image) => image(at - start, starts))
    history.push({ at, seen: shown })
    tracks = tracks.map((track, i) => withObservation(track, shown[i] ?? noScan, at))
    const state: GateState = { mode, tracks, cancelled: cancelAt !== undefined && now - start >= cancelAt }
    const decision = decide(state, wanted, now)
    because.push(decision.because)
    if (decision.kind === 'end') return { end: decision.end, at: now - start, starts, looks, because, history }
    if (decision.kind === 'wait') now += decision.ms
    else {
      const { digest } = decision.command.subject
      starts += 1
      tracks = tracks.map((track) => (track.subject.digest === digest ? scanStarted(track, startOutcome, now) : track))
    }
  }
  throw new Error('the story has no end')
}
