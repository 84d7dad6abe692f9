import { tally } from '../incoming/tally.ts'
import type { GateEnd } from '../judge.ts'
import { fixWords, labelOf, plain } from '../judging/words.ts'
import { severityOf } from '../severity.ts'

/** Shown on the run's page. Text is plain and on one line; how it is written as a command is for the one who writes it. */
export interface GateAnnotation {
  readonly level: 'error' | 'warning'
  readonly title: string
  readonly message: string
}

/** GitHub keeps 10 annotations of a level for each step. */
export const annotationLimit = 10

/**
 * What broke a rule as errors, and what of the ignore file needs a hand as warnings: at most `limit` of each, the last of
 * which says how many more there are.
 */
export function annotationsOf(end: GateEnd, limit: number = annotationLimit): readonly GateAnnotation[] {
  const errors = end.breaking.map((finding) => ({
    level: 'error' as const,
    title: plain(`${finding.vulnerability} (${severityOf(finding.severity)})`),
    message: `${labelOf(finding)}: ${plain(finding.because)}${fixWords(finding)}`.slice(0, longest),
  }))
  const warnings = end.ignoreNotes.map((note) => ({
    level: 'warning' as const,
    title: 'Ignore file',
    message: plain(note),
  }))
  return [...upTo(limit, errors, 'finding'), ...upTo(limit, warnings, 'note')]
}

/** Characters; the runner keeps 4096. */
const longest = 4000

function upTo(limit: number, all: readonly GateAnnotation[], what: string): readonly GateAnnotation[] {
  const [first] = all
  if (first === undefined || limit <= 0) return []
  if (all.length <= limit) return all
  const left = all.length - limit + 1
  return [
    ...all.slice(0, limit - 1),
    { level: first.level, title: `And ${left} more`, message: `${tally(left, `more ${what}`)}: see the summary` },
  ]
}
