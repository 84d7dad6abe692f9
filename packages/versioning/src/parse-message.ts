import { CommitParser } from 'conventional-commits-parser'
import { breakingFooter, breakingLine } from './breaking-line.ts'

/** A commit message as far as a version depends on it. Line numbers count from 1. */
export interface ParsedMessage {
  /** The first line with content, trimmed; empty when there is none. */
  readonly header: string
  readonly headerLine: number
  /** In lower case; `undefined` when the header is not `type(scope)!: subject`. */
  readonly type: string | undefined
  readonly scope: string | undefined
  /** The whole header when it is not conventional. */
  readonly subject: string
  /** `!` before the colon. */
  readonly marked: boolean
  readonly footer: { readonly line: number; readonly lineText: string; readonly text: string } | undefined
}

/** What is read of a header and of a footer; more would only lengthen the notes. */
const limit = { characters: 1000, footerLines: 100 } as const

/**
 * The header: any type, a scope of any characters as long as its parentheses are balanced, `!`, a colon, a blank.
 * Wider than the parser's own pattern, which knows no `!` and only some characters in a scope.
 */
const header = /^([^\s:()!]+)(?:\(((?:[^()]|\([^()]*\))*)\))?(!)?:\s+(\S.*)$/

/** Every line end that a pattern's dot and dollar know: one that stayed within a line would keep it from matching. */
const lineEnd = /\r\n|[\n\r\u2028\u2029]/

const never = /(?!)/

const parser = new CommitParser({
  headerPattern: header,
  headerCorrespondence: ['type', 'scope', 'mark', 'subject'],
  noteKeywords: ['BREAKING CHANGE', 'BREAKING-CHANGE'],
  // The parser's own pattern also takes lower case and bullets.
  notesPattern: () => breakingFooter,
  // `-name-` lines would write into the parsed commit.
  fieldPattern: never,
  revertPattern: never,
  issuePrefixes: [never],
  referenceActions: [never],
})

/** Reads one commit message by Conventional Commits 1.0.0 and the tolerant rule for footers. Total: any text will do. */
export function parseMessage(message: string): ParsedMessage {
  const lines = relevantLines(message)
  const first = lines.findIndex((line) => line.trim() !== '')
  const at = first === -1 ? undefined : breakingLine(lines, first)
  const headerText = detached(cut((lines[first] ?? '').trim()))
  const parsed = parse(headerText, at === undefined ? [] : lines.slice(at, at + limit.footerLines))
  return {
    header: headerText,
    headerLine: Math.max(first, 0) + 1,
    type: parsed.type?.toLowerCase(),
    scope: parsed.scope?.trim() || undefined,
    subject: parsed.subject ?? headerText,
    marked: parsed.mark !== undefined,
    footer: at === undefined ? undefined : { line: at + 1, lineText: cut((lines[at] ?? '').trim()), text: parsed.note },
  }
}

/** Only a message that may announce a break is taken apart as a whole; of the others the header is enough. */
function relevantLines(message: string): readonly string[] {
  if (/BREAKING[ -]CHANGE:/.test(message)) return message.split(lineEnd)
  const first = message.search(/\S/)
  const length = first === -1 ? 0 : first + message.slice(first).search(/[\n\r\u2028\u2029]|$/)
  return message.slice(0, length).split(lineEnd)
}

interface Parsed {
  readonly type?: string
  readonly scope?: string
  readonly mark?: string
  readonly subject?: string
  readonly note: string
}

/** Only what decides goes through the parser: its time and its depth then do not grow with a message's length. */
function parse(headerText: string, footer: readonly string[]): Parsed {
  if (footer.length === 0 && !header.test(headerText)) return { note: '' }
  const commit = parser.parse(footer.length === 0 ? headerText : [headerText, '', ...footer.map(cut)].join('\n'))
  const present = Object.entries({
    type: commit['type'],
    scope: commit['scope'],
    mark: commit['mark'],
    subject: commit['subject'],
  }).filter(([, value]) => value !== null && value !== undefined)
  return { ...Object.fromEntries(present), note: commit.notes.map(({ text }) => text.trim()).join('\n') }
}

/** A copy. A piece of a string keeps the whole alive, here every message of a long history for the sake of its header. */
function detached(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string
}

function cut(text: string): string {
  return text.slice(0, limit.characters)
}
