import { cut } from './message-lines.ts'
import type { MessageMode } from '../message-mode.ts'

/** What a conventional header says. */
export interface Header {
  /** In lower case. */
  readonly type: string
  readonly scope: string | undefined
  readonly subject: string
  /** `!` before the colon. */
  readonly marked: boolean
}

/**
 * `tolerant`: any type, a scope of any characters as long as its parentheses are balanced, `!`, a colon, a blank. Wider
 * than the parser's own pattern, which knows no `!` and only some characters in a scope.
 * `strict`: a type of letters and digits, a scope that is not empty, `!`, a colon, exactly one blank, a description.
 */
export const headerPattern: Readonly<Record<MessageMode, RegExp>> = {
  tolerant: /^([^\s:()!]+)(?:\(((?:[^()]|\([^()]*\))*)\))?(!)?:\s+(\S.*)$/,
  strict: /^([\p{L}\p{N}][\p{L}\p{N}_-]*)(?:\(([^\s()](?:[^()]*[^\s()])?)\))?(!)?: (\S.*)$/u,
}

/** A line without what may stand around a header: blanks, unless the letter of the specification counts. */
export function headerText(line: string, mode: MessageMode): string {
  return cut(mode === 'strict' ? line.trimEnd() : line.trim())
}

/** Reads a line as a header; `undefined` when it is not conventional. */
export function readHeader(line: string, mode: MessageMode): Header | undefined {
  const found = headerPattern[mode].exec(headerText(line, mode))
  return found === null ? undefined : header(found[1], found[2], found[3], found[4])
}

/** A header of the parts that the pattern found. */
export function header(type = '', scope: string | undefined, mark: string | undefined, subject = ''): Header {
  return { type: type.toLowerCase(), scope: scope?.trim() || undefined, subject, marked: mark !== undefined }
}
