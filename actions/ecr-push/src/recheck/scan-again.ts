import type { EcrRepository, StartScanOutcome } from '@slipway/aws/ecr'
import type { ScanObservation, ScanSubject } from '@slipway/scan-policy'
import type { Look } from '../gate/look-at-scan.ts'
import type { Ports } from '../ports.ts'
import { short } from '../words.ts'

/** What an image is that ECR refuses to scan once more: what was found in it before is not known to hold today. */
const refusals: ReadonlyMap<StartScanOutcome, string> = new Map([
  ['archived', 'IMAGE_ARCHIVED'],
  ['unsupported', 'UNSUPPORTED_IMAGE'],
  ['disabled', 'FINDINGS_UNAVAILABLE'],
] as const)

/**
 * Basic scanning looks at an image when it is pushed and never again by itself: an old result is none of today. A scan
 * is asked for at the first look, and the old result, or none, counts as running until another one is there; scanned
 * within 24 hours, it counts as it is.
 */
export function scanAgain({ name }: EcrRepository, look: Look, { ecr, log }: Pick<Ports, 'ecr' | 'log'>): Look {
  const old = new Map<string, number | undefined>()
  const asked = new Map<string, StartScanOutcome>()

  /** Asked once for each image, and again only while AWS had no answer. */
  async function ask({ digest }: ScanSubject, seen: ScanObservation, signal: AbortSignal): Promise<StartScanOutcome> {
    const before = asked.get(digest)
    if (before !== undefined && before !== 'not-yet') return before
    const outcome = await ecr.startScan(name, digest, signal)
    asked.set(digest, outcome)
    log.info(
      `StartImageScan of ${short(digest)}: ${outcome === 'limited' ? 'scanned within 24 hours already' : outcome}`,
    )
    if (outcome === 'started' && seen.kind === 'scan') old.set(digest, seen.completedAt)
    return outcome
  }
  return async (subject, signal) => {
    const seen = await look(subject, signal)
    return isOver(seen) ? current(subject, seen, await ask(subject, seen, signal)) : seen
  }

  function current({ digest }: ScanSubject, seen: ScanObservation, outcome: StartScanOutcome): ScanObservation {
    const refused = refusals.get(outcome)
    if (refused !== undefined) return nothingNew(refused, `a new scan is refused: ${outcome}`)
    if (outcome === 'limited') return seen
    const stale = seen.kind !== 'scan' || (old.has(digest) && old.get(digest) === seen.completedAt)
    return outcome === 'not-yet' || stale ? nothingNew('IN_PROGRESS') : seen
  }
}

/** Nothing more comes of it unless somebody asks: a scan that is done, or that there never was. */
function isOver(seen: ScanObservation): boolean {
  if (seen.kind === 'missing') return seen.what === 'scan'
  return seen.kind === 'scan' && (seen.status === 'COMPLETE' || seen.status === 'ACTIVE')
}

function nothingNew(status: string, description = ''): ScanObservation {
  return { kind: 'scan', status, description, findings: [] }
}
