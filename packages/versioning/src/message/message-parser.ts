import { CommitParser } from 'conventional-commits-parser'
import { breakingFooter } from './breaking-line.ts'
import { headerPattern } from './header.ts'
import { cut } from './message-lines.ts'
import type { MessageMode } from '../message-mode.ts'

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
export const messageParsers: Readonly<Record<MessageMode, CommitParser>> = {
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

/** Strictly a footer ends where the next begins, also at one with ` #`, which the parser does not know. */
export const noteLine: Readonly<Record<MessageMode, (line: string) => string>> = {
  tolerant: cut,
  strict: (line) => cut(line).replace(/^([A-Za-z][\w-]*) (?=#\S)/, '$1: '),
}
