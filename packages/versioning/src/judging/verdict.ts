import { noFooters } from '../message/breaking-footers.ts'
import { higherBump } from '../bump.ts'
import { ofHeader, paragraphs, withFooters, type Said, type Verdict } from './header-verdict.ts'
import type { JudgingOptions } from '../judging-options.ts'
import type { ParsedMessage } from '../message/parse-message.ts'
import { isSquashed } from '../message/pull-number.ts'
import { isGitReversal } from '../message/reversal.ts'
import type { SquashBullet } from '../message/squash-bullets.ts'
import type { SquashedChange } from '../message/squashed-change.ts'

/** The verdict on a whole message: of its header, its footers, and where they are asked for its bullets the highest. */
export function verdictOf(message: ParsedMessage, options: JudgingOptions): Verdict {
  const { spoken, parts, bullets, footers } = message
  const title = { text: spoken, header: parts }
  const own = ofHeader(title, options)
  const counting = footerCounts(message, options) ? footers : noFooters
  if (!bulletsCount(message, options)) {
    return withFooters(own, counting, title, options)
  }
  const placed = new Set(bullets.flatMap((bullet) => bullet.footers))
  const above = counting.filter((footer) => !placed.has(footer))
  return ofSquash({ said: title, verdict: withFooters(own, above, title, options) }, bullets, options)
}

interface Judged {
  readonly said: Said
  readonly verdict: Verdict
}

/** What the title and the bullets ask for together: the highest decides, of equal ones the first. */
function ofSquash(title: Judged, bullets: readonly SquashBullet[], options: JudgingOptions): Verdict {
  const judged: Judged[] = []
  for (const bullet of bullets.filter(({ isGone }) => !isGone)) {
    const verdict = withFooters(ofHeader(bullet, options), bullet.footers, bullet, options)
    const rule = verdict.footer === undefined ? 'squash-bullet' : verdict.rule
    judged.push({ said: bullet, verdict: { ...verdict, rule, bullet } })
  }
  const { verdict: highest } = judged.reduce(
    (best, each) => (higherBump(best.verdict.bump, each.verdict.bump) === best.verdict.bump ? best : each),
    title,
  )
  const listed = judged.flatMap(({ said, verdict }) => changeOf(said, verdict))
  // Bullets that release nothing are a list within the text of the title.
  if (listed.length === 0) return title.verdict
  const changes = [...changeOf(title.said, title.verdict), ...listed]
  const breaks = changes.flatMap(({ breaking }) => breaking ?? [])
  return { ...highest, breaking: breaks.length === 0 ? undefined : paragraphs(breaks), changes }
}

function changeOf({ text, header }: Said, { bump, breaking }: Verdict): readonly SquashedChange[] {
  if (bump === 'none' && breaking === undefined) return []
  const type = header?.type ?? (isGitReversal(text) ? 'revert' : undefined)
  return [{ type, scope: header?.scope, subject: header?.subject ?? text, breaking }]
}

/** Whether the bullets of a squash speak: under a title that says nothing itself, or always where that is asked for. */
export function bulletsCount(
  { header, spoken, parts, bullets }: ParsedMessage,
  { squashBodies }: Pick<JudgingOptions, 'squashBodies'>,
): boolean {
  if (squashBodies === 'never' || bullets.length === 0 || !isSquashed(header)) return false
  return squashBodies === 'always' || (parts === undefined && !isGitReversal(spoken))
}

/** Strictly a footer under a header that is no header says nothing. */
export function footerCounts({ header, parts }: ParsedMessage, { mode }: JudgingOptions): boolean {
  return mode === 'tolerant' || parts !== undefined || isGitReversal(header)
}
