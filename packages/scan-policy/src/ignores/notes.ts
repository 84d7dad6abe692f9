import type { PlacedFinding } from '../placed.ts'
import { labelOf, plain } from '../judging/words.ts'
import type { Ignore } from './ignore.ts'
import { isExpired, isNamed, matches } from './match.ts'

/** What somebody should do about entries of the ignore file; `complete` when every finding has been seen. */
export function ignoreNotes(
  ignores: readonly Ignore[],
  findings: readonly PlacedFinding[],
  complete: boolean,
  now: number,
): readonly string[] {
  return ignores.flatMap((ignore, index) => {
    const twin = ignores.slice(0, index).find((one) => scopeOf(one) === scopeOf(ignore))
    const notes = [
      ...(twin === undefined ? [] : [`has the same scope as line ${twin.line}: keep one of them`]),
      ...(ignore.reason.trim() === '' ? ['gives no reason: say why it is acceptable'] : []),
      ...use(ignore, findings, complete, now),
    ]
    return notes.map((note) => `line ${ignore.line}: ${describeIgnore(ignore)} ${note}`)
  })
}

/** `CVE-2026-1234 in openssl on linux/arm64 (platform team)` */
export function describeIgnore({ id, package: name, platform, owner }: Ignore): string {
  const where = `${name === undefined ? '' : ` in ${plain(name)}`}${platform === undefined ? '' : ` on ${platform}`}`
  return `${plain(id)}${where}${owner === undefined ? '' : ` (${plain(owner)})`}`
}

/** Its last day, `2026-12-31`; empty for one without. */
export function lastDay({ until }: Ignore): string {
  // The largest time that a Date can be, ECMA-262 "Time Values and Time Range".
  if (until === undefined || !(Math.abs(until) <= 8.64e15)) return ''
  return new Date(until - 1).toISOString().slice(0, -14)
}

function use(ignore: Ignore, findings: readonly PlacedFinding[], complete: boolean, now: number): readonly string[] {
  const found = findings.some((finding) => matches(ignore, finding))
  if (isExpired(ignore, now)) {
    const said = `expired after ${lastDay(ignore)} and ignores nothing any more`
    if (found) return [`${said}: it is still there, so fix it, or give it a new reason and date`]
    return [complete ? `${said}: it is not found any more, so remove the entry` : said]
  }
  if (found || !complete) return []
  const elsewhere = findings.find((finding) => isNamed(ignore, finding))
  if (elsewhere === undefined) return ['is unused: nothing here has it, so remove the entry']
  return [`is unused: it is found as ${labelOf(elsewhere)} only, so correct its package or platform`]
}

function scopeOf({ id, package: name, platform }: Ignore): string {
  return JSON.stringify([id.toUpperCase(), name?.toLowerCase(), platform?.toLowerCase()])
}
