import { readHeader, type Header } from './header.ts'
import { shownLine } from './message-lines.ts'
import type { JudgingOptions } from './judging-options.ts'
import type { MessageMode } from './message-mode.ts'
import { isGitReversal, reversalsOf, nothingReverted } from './reversal.ts'
import type { RuleTable } from './rule-table.ts'

/** A commit that a squash left in the body, as `* feat: a`. Lines count from 1. */
export interface SquashBullet {
  readonly line: number
  readonly lineText: string
  readonly text: string
  readonly header: Header | undefined
}

export const noBullets: readonly SquashBullet[] = []

/** A bullet that is indented belongs to the text of another. */
const bullet = /^[*-] (.*)$/
const bullets = /^[*-] (.*)$/gm

/** Whether a bullet anywhere in the text may raise a bump: those of a bot that updates something do not. */
export function mayBulletsCount(text: string, { mode, rules }: Pick<JudgingOptions, 'mode' | 'rules'>): boolean {
  for (const [, found] of text.matchAll(bullets)) {
    const parts = readHeader(found ?? '', mode)
    if (parts === undefined ? isGitReversal(shownLine(found)) : parts.marked || mayRaise(parts, rules)) return true
  }
  return false
}

function mayRaise({ type, scope }: Header, rules: RuleTable): boolean {
  return (rules.bumpOf(type, scope)?.bump ?? 'none') !== 'none'
}

/** The squashed commits, oldest first; those that a later one of them takes back, and what takes them back, left out. */
export function squashBullets(
  lines: readonly string[],
  body: readonly number[],
  mode: MessageMode,
): readonly SquashBullet[] {
  const bullets = body.flatMap((index) => {
    const found = bullet.exec(lines[index] ?? '')?.[1]
    if (found === undefined) return []
    const text = shownLine(found)
    return [{ line: index + 1, lineText: shownLine(lines[index]), text, header: readHeader(text, mode) }]
  })
  return bullets.some(takesBack) ? settled(bullets) : bullets
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
  return bullets.filter((each) => !gone.has(each))
}
