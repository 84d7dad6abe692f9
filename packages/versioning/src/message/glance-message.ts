import { noFooters } from './breaking-footers.ts'
import { readHeader } from './header.ts'
import { shownLine } from './message-lines.ts'
import type { MessageMode } from '../message-mode.ts'
import type { JudgingOptions } from '../judging-options.ts'
import { nothingMissed, type ParsedMessage, type SpokenLine } from './parse-message.ts'
import { isMergedPull, isSquashed } from './pull-number.ts'
import { isGitReversal, nothingReverted } from './reversal.ts'
import { mayBulletsCount, noBullets } from './squash-bullets.ts'

/** Where a line after the header begins like one that may count, or, with marks before it, may be a near miss. */
const mayCount = /[\n\r\u2028\u2029][^A-Za-z\n\r\u2028\u2029]{0,24}(?:breaking|releases?.?as|this reverts|reverts )/i

const otherLineEnd = /[\r\u2028\u2029]/

/**
 * What `parseMessage` would say of an ordinary message, from one look at it: no line is split off, no parser called.
 * `undefined` when only the whole message can tell.
 */
export function glanceMessage(message: string, options: JudgingOptions): ParsedMessage | undefined {
  const { mode, squashBodies } = options
  const end = message.indexOf('\n')
  const first = end === -1 ? message : message.slice(0, end)
  if (!isOneLine(first)) return undefined
  const header = shownLine(first)
  if (end === -1) return plain(header, { text: header, line: 1 }, mode)
  if (mayCount.test(message)) return undefined
  if (isMergedPull(header)) return glanceMerge(header, message.slice(end), mode)
  const parsed = plain(header, { text: header, line: 1 }, mode)
  if (parsed.parts === undefined ? isGitReversal(header) : parsed.parts.type === 'revert') return undefined
  const bulletsMayCount = squashBodies === 'always' || (squashBodies === 'auto' && parsed.parts === undefined)
  return bulletsMayCount && isSquashed(header) && mayBulletsCount(message, options) ? undefined : parsed
}

/** Under the header of a merge its title, as GitHub puts it: after one empty line. */
function glanceMerge(header: string, body: string, mode: MessageMode): ParsedMessage | undefined {
  const title = /^\n\n(.*)/.exec(body)?.[1] ?? ''
  if (!isOneLine(title)) return undefined
  const meant = { text: shownLine(title), line: 3 }
  const parsed = plain(header, meant, mode)
  if (parsed.parts === undefined) return { ...plain(header, { text: header, line: 1 }, mode), meant }
  return parsed.parts.type === 'revert' ? undefined : parsed
}

function plain(header: string, spoken: SpokenLine, mode: MessageMode): ParsedMessage {
  return {
    header,
    headerLine: 1,
    spoken: spoken.text,
    spokenLine: spoken.line,
    meant: spoken,
    parts: readHeader(spoken.text, mode),
    footers: noFooters,
    denied: noFooters,
    releaseAs: undefined,
    reverted: nothingReverted,
    missed: nothingMissed,
    bullets: noBullets,
  }
}

/** Nothing before the text, and no line end within. */
function isOneLine(text: string): boolean {
  return /^\S/.test(text) && !otherLineEnd.test(text)
}
