import { readHeader, type Header } from './header.ts'
import { shownLine } from './message-lines.ts'
import type { MessageMode } from './message-mode.ts'
import { isGitReversal, reversalsOf, nothingReverted } from './reversal.ts'

/** A commit that a squash left in the body, as `* feat: a`. Lines count from 1. */
export interface SquashBullet {
  readonly line: number
  readonly lineText: string
  readonly text: string
  readonly header: Header | undefined
}

export const noBullets: readonly SquashBullet[] = []

/** The beginning of a bullet that may be a squashed commit. One that is indented belongs to the text of another. */
export const bulletStart: RegExp = /(?:^|[\n\r\u2028\u2029])[*-] /

const bullet = /^[*-] (.*)$/

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
