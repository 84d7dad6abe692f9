import { breakingFooters, noFooters, type BreakingFooter } from './breaking-footers.ts'
import { footerLines } from './breaking-line.ts'
import { outsideFences } from './code-fences.ts'
import { deniesBreak } from './denied-break.ts'
import { header, headerText, readHeader, type Header } from './header.ts'
import { outsideHtmlQuotes } from './html-quotes.ts'
import { detached, lineEnd, shownLine } from './message-lines.ts'
import type { MessageMode } from '../message-mode.ts'
import { messageParsers } from './message-parser.ts'
import { missedLines, noNearMisses, type MissedLines } from './near-miss.ts'
import { isMergedPull } from './pull-number.ts'
import { readReleaseAs, type ReleaseAs } from './release-as.ts'
import { isGitReversal, nothingReverted, revertedByBody, type RevertedByBody } from './reversal.ts'
import { noBullets, squashBullets, type SquashBullet } from './squash-bullets.ts'

/** Counted from 1. */
export interface SpokenLine {
  readonly text: string
  readonly line: number
}

/** A commit message as far as a version depends on it. Line numbers count from 1. */
export interface ParsedMessage {
  /** The first line with content, trimmed; empty when there is none. */
  readonly header: string
  readonly headerLine: number
  /** The line that speaks for the message: the header, or under `Merge pull request #12 from …` the title when that is conventional. */
  readonly spoken: string
  readonly spokenLine: number
  /** The line that was meant to speak for it: under the header of a merge the title, conventional or not. */
  readonly meant: SpokenLine
  /** What the line that speaks says; `undefined` when it is not conventional. */
  readonly parts: Header | undefined
  /** What it says that breaks, in the order of its lines. */
  readonly footers: readonly BreakingFooter[]
  /** The same lines where they say that nothing does, as a template's `BREAKING CHANGE: none`. */
  readonly denied: readonly BreakingFooter[]
  readonly releaseAs: ReleaseAs | undefined
  readonly reverted: RevertedByBody
  readonly missed: MissedLines
  readonly bullets: readonly SquashBullet[]
}

export const nothingMissed: MissedLines = { breaking: noNearMisses, releaseAs: noNearMisses }

const noMessage: ParsedMessage = {
  header: '',
  headerLine: 1,
  spoken: '',
  spokenLine: 1,
  meant: { text: '', line: 1 },
  parts: undefined,
  footers: noFooters,
  denied: noFooters,
  releaseAs: undefined,
  reverted: nothingReverted,
  missed: nothingMissed,
  bullets: noBullets,
}

/** Reads a whole commit message. Total: any text will do. */
export function parseMessage(message: string, mode: MessageMode): ParsedMessage {
  const lines = message.split(lineEnd)
  const first = lines.findIndex((line) => line.trim() !== '')
  if (first === -1) return noMessage
  const headerShown = shownLine(lines[first])
  const title = isMergedPull(headerShown) ? titleIndex(lines, first) : first
  const at = speaks(lines[title] ?? '', mode) ? title : first
  const body = outsideHtmlQuotes(lines, outsideFences(lines, at + 1))
  const footers = footerLines(lines, body, mode)
  const parts = parseHeader(lines[at] ?? '', mode)
  const announced = breakingFooters(lines, { footers, body, mode })
  const denied = mode === 'strict' ? noFooters : announced.filter(({ text }) => deniesBreak(text))
  const breaks = denied.length === 0 ? announced : announced.filter((footer) => !denied.includes(footer))
  const isRevert = parts?.type === 'revert' || isGitReversal(headerShown)
  return {
    header: headerShown,
    headerLine: first + 1,
    spoken: at === first ? headerShown : shownLine(lines[at]),
    spokenLine: at + 1,
    meant: { text: shownLine(lines[title]), line: title + 1 },
    parts: mode === 'strict' && at === first && first > 0 ? undefined : parts,
    footers: breaks,
    denied,
    releaseAs: readReleaseAs(lines, footers),
    reverted: revertedByBody(lines, body, isRevert),
    missed: missedLines(lines, body, { footers, mode }),
    bullets: squashBullets(lines, body, { mode, breaks }),
  }
}

/** The title of a merged pull request is the first line after the header; where there is none, that speaks itself. */
function titleIndex(lines: readonly string[], first: number): number {
  const at = lines.findIndex((line, index) => index > first && line.trim() !== '')
  return at === -1 ? first : at
}

/** A title that is conventional; that of a revert only says what the merged commits say themselves. */
function speaks(title: string, mode: MessageMode): boolean {
  const header = readHeader(title, mode)
  return header !== undefined && header.type !== 'revert'
}

type ParsedParts = { readonly [part in 'type' | 'scope' | 'mark' | 'subject']?: string | null }

/** Only the header goes through the parser: its time and its depth then do not grow with a message's length. */
function parseHeader(line: string, mode: MessageMode): Header | undefined {
  const spoken = headerText(line, mode)
  const { type, scope, mark, subject } = messageParsers[mode].parse(spoken) as ParsedParts
  if (typeof type !== 'string') return readDropped(spoken, mode)
  return header(type, scope == null ? undefined : detached(scope), mark ?? undefined, detached(subject ?? ''))
}

/** The parser takes a header that begins with `gpg:` for a signature and drops it. */
function readDropped(spoken: string, mode: MessageMode): Header | undefined {
  return spoken.startsWith('gpg:') ? readHeader(spoken, mode) : undefined
}
