import { noFooters, type BreakingFooter } from './breaking-footers.ts'
import { isCommitHeader, knowsType } from './commit-types.ts'
import { headerMistake } from './header-mistake.ts'
import { readHeader, type Header } from './header.ts'
import { shownLine } from './message-lines.ts'
import type { JudgingOptions } from '../judging-options.ts'
import type { MessageMode } from '../message-mode.ts'
import { isGitReversal, reversalsOf, nothingReverted } from './reversal.ts'
import type { RuleTable } from '../rule-table.ts'

/** A commit that a squash left in the body, as `* feat: a`. Lines count from 1. */
export interface SquashBullet {
  readonly line: number
  readonly lineText: string
  readonly text: string
  readonly header: Header | undefined
  /** What its own text says that breaks. */
  readonly footers: readonly BreakingFooter[]
  /** It takes another one back, or is taken back by one. */
  readonly isGone: boolean
}

export const noBullets: readonly SquashBullet[] = []

/** A bullet that is indented belongs to the text of another. */
const bullet = /^[*-] (.*)$/
const bullets = /^[*-] (.*)$/gm

/** Whether a bullet anywhere in the text may raise a bump, or would if it had not slipped: those of a bot do not. */
export function mayBulletsCount(text: string, { mode, rules }: Pick<JudgingOptions, 'mode' | 'rules'>): boolean {
  const knows = knowsType(rules)
  for (const [, found = ''] of text.matchAll(bullets)) {
    const parts = readHeader(found, mode)
    if (parts === undefined ? isGitReversal(shownLine(found)) : parts.marked || mayRaise(parts, rules)) return true
    if (headerMistake(shownLine(found), mode, knows) !== undefined) return true
  }
  return false
}

function mayRaise({ type, scope }: Header, rules: RuleTable): boolean {
  return (rules.bumpOf(type, scope)?.bump ?? 'none') !== 'none'
}

/**
 * The squashed commits, oldest first; those that a later one of them takes back, and what takes them back, are marked:
 * they count for nothing, and neither does a break that stands under them.
 */
export function squashBullets(
  lines: readonly string[],
  body: readonly number[],
  { mode, breaks }: { readonly mode: MessageMode; readonly breaks: readonly BreakingFooter[] },
): readonly SquashBullet[] {
  const found = body.flatMap((index): readonly SquashBullet[] => {
    const item = bullet.exec(lines[index] ?? '')?.[1]
    if (item === undefined) return []
    const text = shownLine(item)
    const header = readHeader(text, mode)
    return [{ line: index + 1, lineText: shownLine(lines[index]), text, header, footers: noFooters, isGone: false }]
  })
  const bullets = breaks.length === 0 ? found : withFooters(found, breaks, mode)
  return bullets.some(takesBack) ? settled(bullets) : bullets
}

/** A break belongs to the nearest commit above it; a list within the text of that commit is no commit. */
function withFooters(
  bullets: readonly SquashBullet[],
  breaks: readonly BreakingFooter[],
  mode: MessageMode,
): readonly SquashBullet[] {
  const commits = bullets.filter(({ text }) => isCommitHeader(text, mode))
  const owned = Map.groupBy(breaks, ({ line }) => commits.findLast((each) => each.line < line))
  return bullets.map((each) => ({ ...each, footers: owned.get(each) ?? noFooters }))
}

function takesBack({ text, header }: SquashBullet): boolean {
  return header?.type === 'revert' || isGitReversal(text)
}

function settled(bullets: readonly SquashBullet[]): readonly SquashBullet[] {
  const gone = new Set<SquashBullet>()
  for (const [index, each] of [...bullets.entries()].toReversed()) {
    if (gone.has(each) || !takesBack(each)) continue
    const quoted = reversalsOf(each.text, each.header, nothingReverted).reverts?.header
    const target = bullets.slice(0, index).findLast((older) => older.text === quoted && !gone.has(older))
    if (target !== undefined) gone.add(target).add(each)
  }
  return bullets.map((each) => (gone.has(each) ? { ...each, isGone: true } : each))
}
