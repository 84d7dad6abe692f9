import { breakingFooter } from './breaking-line.ts'
import { isCommitHeader } from './commit-types.ts'
import { namesIssuesOnly } from './issue-line.ts'
import { detached, shownLine } from './message-lines.ts'
import type { MessageMode } from '../message-mode.ts'
import { messageParsers, noteLine } from './message-parser.ts'

/** A break that a message announces in a line of its own. Lines count from 1. */
export interface BreakingFooter {
  readonly line: number
  readonly lineText: string
  /** What breaks, in paragraphs; empty when nothing follows the colon. */
  readonly text: string
}

export const noFooters: readonly BreakingFooter[] = []

/** How many lines are read of a footer, and how many footers of a message; more would only lengthen the notes. */
const most = 100

/** The breaks of a message, by the lines that may begin a footer. `body`: the lines outside of code and quotes. */
export function breakingFooters(
  lines: readonly string[],
  { footers, body, mode }: { footers: readonly number[]; body: readonly number[]; mode: MessageMode },
): readonly BreakingFooter[] {
  const starts = footers.filter((index) => breakingFooter[mode].test(lines[index] ?? '')).slice(0, most)
  if (starts.length === 0) return noFooters
  const outside = new Set(body)
  return starts.map((start, nth) => {
    const limit = Math.min(starts[nth + 1] ?? lines.length, start + most)
    const note = lines.slice(start, endOfText(lines, { start, limit, outside, mode })).map(noteLine[mode])
    const { notes } = messageParsers[mode].parse(['-', '', ...note].join('\n'))
    const text = detached(notes.map((each) => each.text.trim()).join('\n'))
    return { line: start + 1, lineText: shownLine(lines[start]), text }
  })
}

/** The index of the first line that does not belong to what breaks any more. */
function endOfText(
  lines: readonly string[],
  { start, limit, outside, mode }: { start: number; limit: number; outside: ReadonlySet<number>; mode: MessageMode },
): number {
  for (let index = start + 1; index < limit; index += 1) {
    if (outside.has(index) && endsText(lines[index] ?? '', mode)) return index
  }
  return limit
}

const rule = /^\s*(?:-{3,}|\*{3,}|_{3,})\s*$/
const bullet = /^[*-] (.*)$/
/** Commits of a squash that say nothing of their own: git's merges, and what was to be squashed into another. */
const passing = /^(?:Merge (?:branch|remote-tracking branch|pull request|tag|commit) |(?:fixup|squash|amend)! )/
/** As `git cherry-pick -x` writes it. */
const copied = /^\(cherry picked from commit [0-9a-f]{7,64}\)$/

/** The next commit of a squash, a rule, git's note on a copy, or a line that names issues; at a trailer the parser ends by itself. */
function endsText(line: string, mode: MessageMode): boolean {
  const item = bullet.exec(line)?.[1]
  if (item !== undefined) return isCommitHeader(item, mode) || passing.test(item)
  return rule.test(line) || copied.test(line) || namesIssuesOnly(line)
}
