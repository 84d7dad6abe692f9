import type { PlacedFinding } from '../placed.ts'
import { labelOf, plain } from '../judging/words.ts'
import type { Ignore } from './ignore.ts'
import { lastDay } from './last-day.ts'
import { groupByName, isExpired, matches } from './match.ts'

/** What somebody should do about entries of the ignore file; `complete` when every finding has been seen. */
export function ignoreNotes(
  ignores: readonly Ignore[],
  findings: readonly PlacedFinding[],
  complete: boolean,
  now: number,
): readonly string[] {
  const byName = groupByName(findings)
  const sorted = [...ignores].sort((a, b) => a.line - b.line)
  const first = new Map(sorted.toReversed().map((ignore) => [scopeOf(ignore), ignore]))
  return sorted.flatMap((ignore) => {
    const twin = first.get(scopeOf(ignore))
    const notes = [
      ...(twin === undefined || twin === ignore ? [] : [`has the same scope as line ${twin.line}: keep one of them`]),
      ...(ignore.reason.trim() === '' ? ['gives no reason: say why it is acceptable'] : []),
      ...use(ignore, byName.get(ignore.id.toUpperCase()) ?? [], complete, now),
    ]
    return notes.map((note) => `line ${ignore.line}: ${describeIgnore(ignore)} ${note}`)
  })
}

/** `CVE-2026-1234 in openssl on linux/arm64 (platform team)` */
export function describeIgnore({ id, package: name, platform, owner }: Ignore): string {
  const where = `${name === undefined ? '' : ` in ${plain(name)}`}${platform === undefined ? '' : ` on ${platform}`}`
  return `${plain(id)}${where}${owner === undefined ? '' : ` (${plain(owner)})`}`
}

/** `named`: the findings of the vulnerability that it names. */
function use(ignore: Ignore, named: readonly PlacedFinding[], complete: boolean, now: number): readonly string[] {
  const found = named.some((finding) => matches(ignore, finding))
  if (isExpired(ignore, now)) {
    const said = `expired after ${lastDay(ignore)} and ignores nothing any more`
    if (found) return [`${said}: it is still there, so fix it, or give it a new reason and date`]
    return [complete ? `${said}: it is not found any more, so remove the entry` : said]
  }
  if (found || !complete) return []
  const [elsewhere] = named
  if (elsewhere === undefined) return ['is unused: nothing here has it, so remove the entry']
  return [`is unused: it is found as ${labelOf(elsewhere)} only, so correct its package or platform`]
}

function scopeOf({ id, package: name, platform }: Ignore): string {
  return JSON.stringify([id.toUpperCase(), name?.toLowerCase(), platform?.toLowerCase()])
}
