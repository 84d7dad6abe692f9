import type { Finding } from './finding.ts'
import { readCoverage } from './coverage.ts'
import type { ScanMode } from './scan-mode.ts'
import { daysOld, isReadable, isStale, type ScanRecord, type ScanTrack } from './track.ts'

/** What a track means at a moment; the last three are final. */
export type Reading =
  | { readonly kind: 'pending'; readonly because: string }
  /** Findings can be read but may still grow; `ms` until an equal set would count as all of them. */
  | { readonly kind: 'settling'; readonly ms: number; readonly because: string }
  | { readonly kind: 'start'; readonly because: string }
  | { readonly kind: 'settled'; readonly findings: readonly Finding[] }
  | { readonly kind: 'unscannable'; readonly because: string }
  | { readonly kind: 'failed'; readonly because: string }

/** Milliseconds. */
export interface Patience {
  /** Findings are all there once they were equal in looks this far apart. */
  readonly settle: number
  /** The same for an empty answer that does not say when the scan completed: it is what a scan that has not begun looks like. */
  readonly quiet: number
}

/**
 * One image's scan, read by the values of ScanStatus, of which AWS adds some
 * (https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageScanStatus.html).
 */
export function read(track: ScanTrack, mode: ScanMode, patience: Patience): Reading {
  const refused = refusedStart(track)
  if (refused !== undefined) return refused
  const { latest } = track
  if (latest === undefined) return { kind: 'pending', because: 'not looked at yet' }
  if (latest.kind === 'unknown') return { kind: 'pending', because: `AWS could not say: ${latest.why}` }
  const pushedAt = latest.kind === 'scan' ? latest.imagePushedAt : undefined
  const coverage = readCoverage(latest.coverage, pushedAt)
  if (coverage.kind === 'hopeless') return { kind: 'unscannable', because: coverage.because }
  if (latest.kind === 'missing') return readMissing(latest.what, track, mode, patience)
  if (isReadable(latest.status) && coverage.kind === 'running') return { kind: 'pending', because: coverage.because }
  if (isReadable(latest.status)) return readReadable(latest, track, mode, patience)
  return readStatus(latest, track, mode, patience)
}

/** An image that was there before scans on push were set gets none by being pushed again. */
function readMissing(what: 'scan' | 'image', track: ScanTrack, mode: ScanMode, { quiet }: Patience): Reading {
  if (what === 'image') return { kind: 'pending', because: 'the image is not visible yet' }
  const { start, firstLookAt = 0, lookedAt = 0 } = track
  const byHand = mode.kind === 'basic' && !mode.onPush
  const forgotten = mode.kind === 'basic' && lookedAt - firstLookAt >= quiet
  if (!byHand && !forgotten) return { kind: 'pending', because: 'no scan record yet' }
  if (start === undefined || start.outcome === 'not-yet') {
    return { kind: 'start', because: byHand ? 'this repository is scanned by hand' : 'no scan began with the push' }
  }
  return { kind: 'pending', because: 'a scan was asked for; no record yet' }
}

/**
 * What is of another copy, or of another day, is not believed where a scan of today can be had: basic scanning does not
 * look again by itself, so that what became known since is not in it.
 */
function readReadable(scan: ScanRecord, track: ScanTrack, mode: ScanMode, patience: Patience): Reading {
  const { start, lookedAt = 0 } = track
  const days = mode.kind === 'basic' && start?.outcome !== 'limited' ? daysOld(scan, lookedAt) : 0
  const stale = isStale(scan, start?.outcome)
  if (!stale && days < 1) return readFindings(scan, track, patience)
  const what = stale ? 'a copy that was pushed before' : `${days === 1 ? 'a day' : `${days} days`} ago`
  const because = `the ${scan.status} result shown is of ${what}`
  const asked = start !== undefined && start.outcome !== 'not-yet'
  return mode.kind === 'basic' && !asked ? { kind: 'start', because } : { kind: 'pending', because }
}

/** Inspector's word that it has scanned is taken for the end of an empty wait; what it found may still be on its way to ECR. */
function readFindings(scan: ScanRecord, { stable }: ScanTrack, { settle, quiet }: Patience): Reading {
  const empty = scan.findings.length === 0 && scan.completedAt === undefined
  const covered = stable !== undefined && stable.covered > 1
  const needed = empty && !covered ? Math.max(quiet, settle) : settle
  const since = stable === undefined ? 0 : stable.until - stable.since
  if (stable !== undefined && stable.looks > 1 && since >= needed) return { kind: 'settled', findings: scan.findings }
  const what = empty ? 'no findings and no completion time' : `${scan.findings.length} findings`
  return {
    kind: 'settling',
    ms: Math.max(0, needed - since),
    because: `${scan.status} with ${what}: waiting to see whether more arrive`,
  }
}

function readStatus(scan: ScanRecord, track: ScanTrack, mode: ScanMode, patience: Patience): Reading {
  const said = scan.description === '' ? scan.status : `${scan.status} (${scan.description})`
  switch (scan.status) {
    case '':
      return { kind: 'pending', because: 'ECR gives no status of the scan' }
    case 'PENDING':
    case 'IN_PROGRESS':
      return { kind: 'pending', because: `the scan is ${scan.status}` }
    case 'FAILED':
      return readFailed(said, track, mode, patience)
    case 'UNSUPPORTED_IMAGE':
      return hopeless(said, 'no scanner of ECR reads its operating system or media type (FROM scratch has none)')
    case 'FINDINGS_UNAVAILABLE':
      return hopeless(said, 'ECR has no findings to show')
    case 'LIMIT_EXCEEDED':
      return hopeless(said, 'a quota of scans is used up; raise it, or run again later')
    case 'SCAN_ELIGIBILITY_EXPIRED':
      return hopeless(said, 'it is older than Inspector watches; lengthen the re-scan duration, or build it again')
    case 'IMAGE_ARCHIVED':
      return hopeless(said, 'restore it from the archive (UpdateImageStorageClass)')
    case 'IMAGE_SIZE_EXCEEDED':
      return hopeless(said, 'it is larger than the scanner reads; make it smaller')
    default:
      return readUnknown(said, track, patience)
  }
}

/** A status that AWS added may pass, or be the last word: what stays is no scan that goes on. */
function readUnknown(said: string, { standing }: ScanTrack, { settle, quiet }: Patience): Reading {
  const needed = Math.max(quiet, settle)
  const stood = standing === undefined ? 0 : standing.until - standing.since
  if (standing === undefined || standing.looks < 2 || stood < needed)
    return { kind: 'pending', because: `unknown scan status ${said}: waiting to see whether it changes` }
  const seconds = Math.round(stood / 1000)
  return hopeless(
    said,
    `this version does not know this status, and it has not changed for ${seconds} s; see ScanStatus in the API reference of ECR`,
  )
}

function hopeless(said: string, remedy: string): Reading {
  return { kind: 'unscannable', because: `${said}: ${remedy}` }
}

const again = "run the step again; should it fail again, judge another scanner's findings: scanner: none and reports"

/** A basic scan that failed is asked for once more; the old FAILED may be seen for a while after that. */
function readFailed(said: string, track: ScanTrack, mode: ScanMode, { settle }: Patience): Reading {
  if (mode.kind !== 'basic') return { kind: 'failed', because: `${said}; ${again}` }
  const { start, retries, lookedAt = 0 } = track
  if (start === undefined || retries === 0) return { kind: 'start', because: `${said}: asking once more` }
  if (start.outcome === 'limited')
    return { kind: 'failed', because: `${said}; ECR scans an image once in 24 hours: after that, ${again}` }
  if (track.ranSinceStart || lookedAt - start.at >= settle)
    return { kind: 'failed', because: `${said}, twice; ${again}` }
  return { kind: 'pending', because: 'a second scan was asked for; the first one is still what is shown' }
}

function refusedStart({ start }: ScanTrack): Reading | undefined {
  switch (start?.outcome) {
    case 'disabled':
      return { kind: 'unscannable', because: 'the registry does not scan by hand: its scanning is enhanced by now' }
    case 'unsupported':
      return { kind: 'unscannable', because: 'ECR does not scan this type of image' }
    case 'archived':
      return { kind: 'unscannable', because: 'the image is archived' }
    case undefined:
    case 'started':
    case 'limited':
    case 'not-yet':
      return undefined
  }
}
