import type { Evidence } from '../evidence.ts'
import type { Ignore } from '../ignores/ignore.ts'
import { lastDay } from '../ignores/last-day.ts'
import { fixWords, labelOf, plain } from './words.ts'

/**
 * A verdict's evidence in lines for a log: what broke which rule, what was ignored by whom until when, what was spared
 * and why, and what somebody should look after.
 */
export function explain({ breaking, ignored, spared, ignoreNotes, notes }: Evidence): readonly string[] {
  return [
    ...breaking.map((one) => `breaks a rule: ${labelOf(one)}: ${one.because}${fixWords(one)}`),
    ...ignored.map(({ finding, ignore }) => `ignored: ${labelOf(finding)}: ${answerFor(ignore)}`),
    ...spared.map(({ finding, because }) => `spared: ${labelOf(finding)}: ${because}`),
    ...ignoreNotes.map((note) => `ignore file, ${note}`),
    ...notes.map((note) => `note: ${note}`),
  ]
}

/** Who answers for an ignore, why, and until when. */
export function answerFor(ignore: Ignore): string {
  const { reason, owner, line } = ignore
  const day = lastDay(ignore)
  return [
    plain(reason) || 'no reason given',
    ...(owner === undefined ? [] : [`by ${plain(owner)}`]),
    day === '' ? 'without an end' : `until ${day}`,
    `line ${line}`,
  ].join(', ')
}
