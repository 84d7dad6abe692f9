import type { EcrRepository } from '@slipway/aws/ecr'
import { describe, Failure } from '@slipway/outcome'
import type { Finding, Rules, ScanMode, ScanObservation, ScanSubject } from '@slipway/scan-policy'
import { enricher } from './enrich.ts'
import type { Ports } from '../ports.ts'

/** Whose scans are looked at, and by which rules they are going to be judged. */
export interface Scanned {
  readonly repository: EcrRepository
  readonly mode: ScanMode
  readonly rules: Pick<Rules, 'epss' | 'kev'>
}

/** One look at one image's scan. */
export type Look = (subject: ScanSubject, signal: AbortSignal) => Promise<ScanObservation>

/** Looks by ECR's word, and where scanning is enhanced by Inspector's own: whether it has looked, and what it knows. */
export function looking({ repository, mode, rules }: Scanned, ports: Ports): Look {
  const { ecr, inspector, log } = ports
  const enhanced = mode.kind === 'enhanced'
  const place = repository.arn ?? repository.name
  const pushed = new Map<string, Promise<number | undefined>>()
  const enrich = enhanced && (rules.kev || rules.epss !== undefined) ? enricher(place, inspector) : undefined
  let covered = enhanced

  const pushedAt = (digest: string, signal: AbortSignal): Promise<number | undefined> => {
    const known = pushed.get(digest) ?? ecr.image(repository.name, { digest }, signal).then((image) => image?.pushedAt)
    pushed.set(digest, known)
    void known.then((at) => at === undefined && pushed.delete(digest)).catch(() => pushed.delete(digest))
    return known
  }
  /** Coverage only shortens and explains the wait, so that a role without the right to it waits by the clock. */
  const coverage = async (digest: string, signal: AbortSignal) => {
    if (!covered) return undefined
    try {
      return await inspector.coverage(place, digest, signal)
    } catch (error) {
      if (!isDenied(error)) throw error
      covered = false
      log.warning(`${describe(error)}; the scan is taken for done when its findings stay equal`)
      return undefined
    }
  }
  return async ({ digest }, signal) => {
    const [answer, known] = await Promise.all([ecr.scan(repository.name, digest, signal), coverage(digest, signal)])
    const seen = known === undefined ? answer : { ...answer, coverage: known }
    if (seen.kind === 'missing') return seen
    const at = enhanced ? await pushedAt(digest, signal) : undefined
    const findings: readonly Finding[] =
      enrich === undefined ? seen.findings : await enrich(digest, seen.findings, signal)
    return { ...seen, findings, ...(at === undefined ? {} : { imagePushedAt: at }) }
  }
}

function isDenied(error: unknown): boolean {
  return error instanceof Failure && error.code === 'AWS_ACCESS_DENIED'
}
