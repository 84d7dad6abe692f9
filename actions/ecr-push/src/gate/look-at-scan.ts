import type { EcrRepository } from '@slipway/aws/ecr'
import { describe, Failure } from '@slipway/outcome'
import type { Finding, Rules, ScanMode, ScanObservation, ScanRecord, ScanSubject } from '@slipway/scan-policy'
import { enricher } from './enrich.ts'
import type { Ports } from '../ports.ts'

/** Whose scans are looked at, and by which rules they are going to be judged. */
export interface Scanned {
  readonly repository: EcrRepository
  readonly mode: ScanMode
  readonly rules: Pick<Rules, 'epss' | 'kev'>
}

/** One look at one image's scan. `partly` is told what ECR says, which holds also where Inspector then has no answer. */
export type Look = (
  subject: ScanSubject,
  signal: AbortSignal,
  partly?: (record: ScanRecord) => void,
) => Promise<ScanObservation>

/** Looks by ECR's word, and where scanning is enhanced by Inspector's own: whether it has looked, and what it knows. */
export function looking({ repository, mode, rules }: Scanned, ports: Ports): Look {
  const { ecr, inspector, log } = ports
  const enhanced = mode.kind === 'enhanced'
  const place = repository.arn ?? repository.name
  const pushed = new Map<string, Promise<number | undefined>>()
  const enrich = enhanced && (rules.kev || rules.epss !== undefined) ? enricher(place, inspector) : undefined
  let covered = enhanced
  let answered = false

  const pushedAt = (digest: string, signal: AbortSignal): Promise<number | undefined> => {
    const known = pushed.get(digest) ?? ecr.image(repository.name, { digest }, signal).then((image) => image?.pushedAt)
    pushed.set(digest, known)
    void known.then((at) => at === undefined && pushed.delete(digest)).catch(() => pushed.delete(digest))
    return known
  }
  /** Coverage only shortens and explains the wait: without the right to it, or a way to Inspector, the clock decides. */
  const coverage = async (digest: string, signal: AbortSignal) => {
    if (!covered) return undefined
    try {
      const known = await inspector.coverage(place, digest, signal)
      answered = true
      return known
    } catch (error) {
      const unreachable = !answered && !signal.aborted && isOf(error, 'AWS_UNREACHABLE')
      if (!unreachable && !isOf(error, 'AWS_ACCESS_DENIED')) throw error
      if (covered) log.warning(`${describe(error)}; the scan is taken for done when its findings stay equal`)
      covered = false
      return undefined
    }
  }
  return async ({ digest }, signal, partly) => {
    const covering = coverage(digest, signal)
    covering.catch(() => undefined)
    const answer = await ecr.scan(repository.name, digest, signal)
    if (answer.kind === 'missing') {
      const known = await covering
      return known === undefined ? answer : { ...answer, coverage: known }
    }
    const at = enhanced ? await pushedAt(digest, signal) : undefined
    const record: ScanRecord = at === undefined ? answer : { ...answer, imagePushedAt: at }
    partly?.(record)
    const known = await covering
    const findings: readonly Finding[] =
      enrich === undefined ? record.findings : await enrich(digest, record.findings, signal)
    return { ...record, findings, ...(known === undefined ? {} : { coverage: known }) }
  }
}

function isOf(error: unknown, code: 'AWS_ACCESS_DENIED' | 'AWS_UNREACHABLE'): boolean {
  return error instanceof Failure && error.code === code
}
