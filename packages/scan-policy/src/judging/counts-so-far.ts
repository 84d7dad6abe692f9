import type { SeverityCounts } from '../finding.ts'
import type { GateEnd } from '../judge.ts'
import { severities } from '../severity.ts'
import { describeCounts } from './words.ts'

/**
 * How many findings of each severity there are, as far as that is known: of an image that was not looked at to the end,
 * none found is not none there, so that the severity is left out.
 */
export function countsSoFar({ counts, whole }: Pick<GateEnd, 'counts' | 'whole'>): Partial<SeverityCounts> {
  return Object.fromEntries(
    severities.flatMap((severity) => (whole || counts[severity] > 0 ? [[severity, counts[severity]]] : [])),
  )
}

/** `2 critical, 1 low`, `none`, `2 critical so far`, or `not known`. */
export function describeCountsSoFar({ counts, whole }: Pick<GateEnd, 'counts' | 'whole'>): string {
  if (whole) return describeCounts(counts)
  return Object.keys(countsSoFar({ counts, whole })).length === 0 ? 'not known' : `${describeCounts(counts)} so far`
}
