import { CommitParser } from 'conventional-commits-parser'
import { breakingFooter, footerLines } from './breaking-line.ts'
import { outsideFences } from './code-fences.ts'
import { header, headerPattern, headerText, readHeader, type Header } from './header.ts'
import { outsideHtmlQuotes } from './html-quotes.ts'
import { cut, detached, lineEnd, shownLine } from './message-lines.ts'
import type { MessageMode } from './message-mode.ts'
import { missedLines, noNearMisses, type MissedLines } from './near-miss.ts'
import { isMergedPull } from './pull-number.ts'
import { readReleaseAs, type ReleaseAs } from './release-as.ts'
import { isGitReversal, nothingReverted, revertedByBody, type RevertedByBody } from './reversal.ts'
import { noBullets, squashBullets, type SquashBullet } from './squash-bullets.ts'

/** A commit message as far as a version depends on it. Line numbers count from 1. */
export interface ParsedMessage {
  /** The first line with content, trimmed; empty when there is none. */
  readonly header: string
  readonly headerLine: number
  /** The line that speaks for the message: the header, or under `Merge pull request #12 from …` the title when that is conventional. */
  readonly spoken: string
  readonly spokenLine: number
  /** What that line says; `undefined` when it is not conventional. */
  readonly parts: Header | undefined
  readonly footer: BreakingFooter | undefined
  readonly releaseAs: ReleaseAs | undefined
  readonly reverted: RevertedByBody
  readonly missed: MissedLines
  readonly bullets: readonly SquashBullet[]
}

interface BreakingFooter {
  readonly line: number
  readonly lineText: string
  readonly text: string
}

export const nothingMissed: MissedLines = { breaking: noNearMisses, releaseAs: noNearMisses }

const noMessage: ParsedMessage = {
  header: '',
  headerLine: 1,
  spoken: '',
  spokenLine: 1,
  parts: undefined,
  footer: undefined,
  releaseAs: undefined,
  reverted: nothingReverted,
  missed: nothingMissed,
  bullets: noBullets,
}

/** How many lines are read of a footer; more would only lengthen the notes. */
const footerLength = 100

const never = /(?!)/

const options = {
  headerCorrespondence: ['type', 'scope', 'mark', 'subject'],
  noteKeywords: ['BREAKING CHANGE', 'BREAKING-CHANGE'],
  // `-name-` lines would write into the parsed commit.
  fieldPattern: never,
  revertPattern: never,
  issuePrefixes: [never],
  referenceActions: [never],
}

/** The parser's own patterns know no `!`, and take footers in lower case and in bullets. */
const parsers: Readonly<Record<MessageMode, CommitParser>> = {
  tolerant: new CommitParser({
    ...options,
    headerPattern: headerPattern.tolerant,
    notesPattern: () => breakingFooter.tolerant,
  }),
  strict: new CommitParser({
    ...options,
    headerPattern: headerPattern.strict,
    notesPattern: () => breakingFooter.strict,
  }),
}

/** Reads a whole commit message. Total: any text will do. */
export function parseMessage(message: string, mode: MessageMode): ParsedMessage {
  const lines = message.split(lineEnd)
  const first = lines.findIndex((line) => line.trim() !== '')
  if (first === -1) return noMessage
  const headerShown = shownLine(lines[first])
  const at = isMergedPull(headerShown) ? titleIndex(lines, first, mode) : first
  const body = outsideHtmlQuotes(lines, outsideFences(lines, at + 1))
  const footers = footerLines(lines, body, mode)
  const { parts, footer } = parse(lines, at, footers, mode)
  const isRevert = parts?.type === 'revert' || isGitReversal(headerShown)
  return {
    header: headerShown,
    headerLine: first + 1,
    spoken: at === first ? headerShown : shownLine(lines[at]),
    spokenLine: at + 1,
    parts: mode === 'strict' && at === first && first > 0 ? undefined : parts,
    footer,
    releaseAs: readReleaseAs(lines, footers),
    reverted: revertedByBody(lines, body, isRevert),
    missed: missedLines(lines, body, { footers, mode }),
    bullets: squashBullets(lines, body, mode),
  }
}

/**
 * The title of a merged pull request is the first line after the header, when it is conventional. That of a revert only
 * says what the merged commits say themselves.
 */
function titleIndex(lines: readonly string[], first: number, mode: MessageMode): number {
  const at = lines.findIndex((line, index) => index > first && line.trim() !== '')
  const title = readHeader(lines[at] ?? '', mode)
  return title === undefined || title.type === 'revert' ? first : at
}

type ParsedParts = { readonly [part in 'type' | 'scope' | 'mark' | 'subject']?: string | null }

/** Only what decides goes through the parser: its time and its depth then do not grow with a message's length. */
function parse(
  lines: readonly string[],
  at: number,
  footers: readonly number[],
  mode: MessageMode,
): { readonly parts: Header | undefined; readonly footer: BreakingFooter | undefined } {
  const spoken = headerText(lines[at] ?? '', mode)
  const start = footers.find((index) => breakingFooter[mode].test(lines[index] ?? ''))
  const note = start === undefined ? [] : lines.slice(start, start + footerLength).map(noteLine[mode])
  const commit = parsers[mode].parse([spoken, '', ...note].join('\n'))
  const { type, scope, mark, subject } = commit as ParsedParts
  const parts =
    typeof type === 'string'
      ? header(type, scope == null ? undefined : detached(scope), mark ?? undefined, detached(subject ?? ''))
      : readDropped(spoken, mode)
  if (start === undefined) return { parts, footer: undefined }
  const text = detached(commit.notes.map((each) => each.text.trim()).join('\n'))
  return { parts, footer: { line: start + 1, lineText: shownLine(lines[start]), text } }
}

/** Strictly a footer ends where the next begins, also at one with ` #`, which the parser does not know. */
const noteLine: Readonly<Record<MessageMode, (line: string) => string>> = {
  tolerant: cut,
  strict: (line) => cut(line).replace(/^([A-Za-z][\w-]*) (?=#\S)/, '$1: '),
}

/** The parser takes a header that begins with `gpg:` for a signature and drops it. */
function readDropped(spoken: string, mode: MessageMode): Header | undefined {
  return spoken.startsWith('gpg:') ? readHeader(spoken, mode) : undefined
}
