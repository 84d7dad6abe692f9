import type { Annotation } from '@slipway/action-io'
import { annotationsOf } from '@slipway/scan-policy'
import { heldNote } from '../promotion/plan-promotion.ts'
import type { Result } from '../result.ts'

/** GitHub keeps 10 annotations of a level for a step; one error is left for the line that fails it. */
const mostErrors = 9
const mostWarnings = 10

/** What broke a rule; what was accepted without a verdict; and entries and settings that need a hand. */
export function annotations(result: Result): readonly Annotation[] {
  const found = result.gate === undefined ? [] : annotationsOf(result.gate, mostErrors)
  const own = warnings(result).map((message): Annotation => ({ level: 'warning', title: 'ecr-push', message }))
  const warned = [...own, ...found.filter(({ level }) => level === 'warning')]
  return [...found.filter(({ level }) => level === 'error'), ...warned.slice(0, mostWarnings)]
}

function warnings({ inputs, accepted, verdict, message, gate, notes, held }: Result): readonly string[] {
  const quiet = gate?.reason === 'unscannable' && inputs.onUnscannable === 'pass'
  const lines = [
    ...(accepted && verdict !== 'pass' && !quiet ? [`accepted without a verdict: ${message}`] : []),
    ...held.map(heldNote),
    ...notes,
  ]
  return [...new Set(lines)]
}
