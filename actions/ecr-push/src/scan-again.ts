import type { EcrRepository } from '@slipway/aws/ecr'
import type { ScanSubject } from '@slipway/scan-policy'
import type { Look } from './look-at-scan.ts'
import type { Ports } from './ports.ts'
import { short } from './words.ts'

/**
 * Basic scanning looks at an image when it is pushed and never again by itself: an old result is none of today. A scan
 * is asked for at the first look, and the old result counts as running until another one is there; scanned within 24
 * hours, it counts as it is.
 */
export function scanAgain({ name }: EcrRepository, look: Look, { ecr, log }: Pick<Ports, 'ecr' | 'log'>): Look {
  const old = new Map<string, number | undefined>()
  const asked = new Set<string>()

  async function ask({ digest }: ScanSubject, completedAt: number | undefined, signal: AbortSignal): Promise<void> {
    asked.add(digest)
    const outcome = await ecr.startScan(name, digest, signal)
    log.info(
      `StartImageScan of ${short(digest)}: ${outcome === 'limited' ? 'scanned within 24 hours already' : outcome}`,
    )
    if (outcome === 'started') old.set(digest, completedAt)
  }
  return async (subject, signal) => {
    const seen = await look(subject, signal)
    if (seen.kind !== 'scan' || (seen.status !== 'COMPLETE' && seen.status !== 'ACTIVE')) return seen
    const { digest } = subject
    if (!asked.has(digest)) await ask(subject, seen.completedAt, signal)
    const stale = old.has(digest) && old.get(digest) === seen.completedAt
    return stale ? { kind: 'scan', status: 'IN_PROGRESS', description: '', findings: [] } : seen
  }
}
