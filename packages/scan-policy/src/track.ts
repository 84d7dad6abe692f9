import { readCoverage, type Coverage } from './coverage.ts'
import { fingerprint, type Finding } from './finding.ts'

/** What one look at one image's scan showed. */
export type ScanObservation =
  /** ScanNotFoundException or ImageNotFoundException; just after a push either may only be too early. */
  | { readonly kind: 'missing'; readonly what: 'scan' | 'image'; readonly coverage?: Coverage }
  /** AWS could not say (throttled, unreachable), or only a part: what breaks a rule in that breaks it all the same. */
  | { readonly kind: 'unknown'; readonly why: string; readonly record?: ScanRecord }
  | {
      readonly kind: 'scan'
      /** A ScanStatus of ECR: an open list. */
      readonly status: string
      readonly description: string
      /** Epoch milliseconds of `imageScanCompletedAt`. */
      readonly completedAt?: number
      readonly findings: readonly Finding[]
      readonly coverage?: Coverage
      /** Epoch milliseconds of the push, as the registry has it. */
      readonly imagePushedAt?: number
    }

/** A scan that has a record. */
export type ScanRecord = Extract<ScanObservation, { kind: 'scan' }>

/** What came of asking for a scan (StartImageScan). */
export type StartOutcome =
  | 'started'
  /** Scanned within 24 hours, scan on push included: an existing result is to be used. */
  | 'limited'
  /** The registry scans in enhanced mode, which knows no start by hand. */
  | 'disabled'
  | 'unsupported'
  | 'archived'
  /** The image is not visible yet, or AWS had no answer: to be asked again. */
  | 'not-yet'

/** Which image, in the words of a report. */
export interface ScanSubject {
  readonly digest: string
  /** `linux/arm64`; empty for an image that names none. */
  readonly platform: string
}

/** Everything seen of one image's scan so far. Times are epoch milliseconds. */
export interface ScanTrack {
  readonly subject: ScanSubject
  readonly latest?: ScanObservation
  /** The last record that was seen. */
  readonly record?: ScanRecord
  /** ECR said that it has no record: what it said is known, unlike an answer that did not come. */
  readonly missing?: true
  /** Since when, and how often, the same status was seen. */
  readonly standing?: {
    readonly status: string
    readonly since: number
    readonly until: number
    readonly looks: number
  }
  readonly firstLookAt?: number
  readonly lookedAt?: number
  /** Since when, and how often, the same findings were seen under COMPLETE or ACTIVE. */
  readonly stable?: {
    readonly fingerprint: string
    readonly since: number
    readonly until: number
    readonly looks: number
    /** How often of these Inspector's coverage said that the image was scanned after its push. */
    readonly covered: number
  }
  /** The last StartImageScan of this run. */
  readonly start?: { readonly outcome: StartOutcome; readonly at: number }
  /** Starts because the scan had FAILED. */
  readonly retries: number
  /** A scan was seen running since the last start. */
  readonly ranSinceStart: boolean
}

export function newTrack(subject: ScanSubject): ScanTrack {
  return { subject, retries: 0, ranSinceStart: false }
}

/** The track after one more look. */
export function withObservation(track: ScanTrack, observation: ScanObservation, at: number): ScanTrack {
  const { firstLookAt = at } = track
  if (observation.kind === 'unknown') {
    const { record = track.record } = observation
    return { ...track, latest: observation, ...(record === undefined ? {} : { record }), firstLookAt, lookedAt: at }
  }
  const { stable: before, standing: stood, ...rest } = track
  const stable = stability(before, observation, track.start?.outcome, at)
  return {
    ...rest,
    latest: observation,
    firstLookAt,
    ...(observation.kind === 'scan'
      ? { record: observation, standing: standingOf(stood, observation.status, at) }
      : { missing: true as const }),
    lookedAt: at,
    ranSinceStart: track.ranSinceStart || isRunning(observation),
    ...(stable === undefined ? {} : { stable }),
  }
}

function standingOf(before: ScanTrack['standing'], status: string, at: number): NonNullable<ScanTrack['standing']> {
  if (before?.status !== status) return { status, since: at, until: at, looks: 1 }
  return { ...before, until: at, looks: before.looks + 1 }
}

/** The track after a scan was asked for. */
export function scanStarted(track: ScanTrack, outcome: StartOutcome, at: number): ScanTrack {
  const again = track.latest?.kind === 'scan' && track.latest.status === 'FAILED' && outcome !== 'not-yet'
  return { ...track, start: { outcome, at }, retries: track.retries + (again ? 1 : 0), ranSinceStart: false }
}

/** COMPLETE and ACTIVE both mean that findings can be read, not that all of them are there. */
export function isReadable(status: string): boolean {
  return status === 'COMPLETE' || status === 'ACTIVE'
}

function isRunning(observation: ScanObservation): boolean {
  return observation.kind === 'scan' && (observation.status === 'IN_PROGRESS' || observation.status === 'PENDING')
}

/**
 * A result of a copy that was pushed before: the image was deleted and pushed again. Where ECR refuses a second scan
 * within 24 hours it is the one to use; coverage that saw the new copy makes it a new one.
 */
export function isStale(
  { completedAt, imagePushedAt, coverage }: ScanRecord,
  start: StartOutcome | undefined,
): boolean {
  if (completedAt === undefined || imagePushedAt === undefined || completedAt >= imagePushedAt) return false
  return start !== 'limited' && readCoverage(coverage, imagePushedAt).kind !== 'scanned'
}

const day = 24 * 60 * 60 * 1000

/** Whole days since a scan completed; 0 also where that is not known. */
export function daysOld({ completedAt }: Pick<ScanRecord, 'completedAt'>, at: number): number {
  return completedAt === undefined ? 0 : Math.max(0, Math.floor((at - completedAt) / day))
}

function stability(
  before: ScanTrack['stable'],
  observation: ScanObservation,
  start: StartOutcome | undefined,
  at: number,
): ScanTrack['stable'] {
  if (observation.kind !== 'scan' || !isReadable(observation.status) || isStale(observation, start)) return undefined
  const { kind } = readCoverage(observation.coverage, observation.imagePushedAt)
  if (kind === 'running') return undefined
  const print = fingerprint(observation.findings)
  const covered = kind === 'scanned' ? 1 : 0
  if (before?.fingerprint !== print) return { fingerprint: print, since: at, until: at, looks: 1, covered }
  return { ...before, until: at, looks: before.looks + 1, covered: before.covered + covered }
}
