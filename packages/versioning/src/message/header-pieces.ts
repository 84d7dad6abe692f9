import { matchAt } from './decoration.ts'

/** A line taken apart as a header, whatever slipped: each piece as it is written, empty where there is none. */
export interface HeaderPieces {
  readonly type: string
  /** Blanks before the colon: after the type, after an early mark, after the scope, after the mark. */
  readonly blanks: readonly string[]
  /** `!` before the scope, and after it. */
  readonly early: string
  readonly late: string
  /** With its brackets, e.g. `(api)`, `[api]`, `/api`. */
  readonly scope: string
  /** Emojis and quotation marks that stand before the colon. */
  readonly around: string
  /** `:` or `;`, empty where there is none. */
  readonly colon: string
  /** Blanks after the colon. */
  readonly after: string
  readonly subject: string
}

const type = /[^\s:;()[\]{}<>/!*`"'\p{Extended_Pictographic}]+/uy
const quote = /(?:[*`"']|\u200D|\uFE0F|\p{Extended_Pictographic}|\p{Emoji_Modifier})*/uy
const blank = /\s*/y
const mark = /!?/y
/** After a blank a pair of other brackets is more likely part of a sentence. */
const scopes = {
  close: /\([^()]*\)|\[[^[\]]*\]|\{[^{}]*\}|<[^<>]*>|\/[^\s:;!()]+/y,
  apart: /\([^()]*\)|\[[^[\]]*\]/y,
} as const
const colon = /[:;]?/y

/** The word that begins a header, empty where none does. */
export function typeAt(text: string, start: number): string {
  return matchAt(type, text, start)
}

/** Piece after piece, so that the time grows with the length of the line only. */
export function headerPieces(text: string, start: number): HeaderPieces {
  let at = start
  const take = (pattern: RegExp): string => {
    const found = matchAt(pattern, text, at)
    at += found.length
    return found
  }
  const word = take(type)
  const inner = take(quote)
  const first = take(blank)
  const early = take(mark)
  const second = take(blank)
  const scope = take(first + second === '' ? scopes.close : scopes.apart)
  const outer = take(quote)
  const third = take(blank)
  const late = take(mark)
  const blanks = [first, second, third, take(blank)]
  const pieces = { type: word, blanks, early, late, scope, around: inner + outer, colon: take(colon) }
  take(quote)
  return { ...pieces, after: take(blank), subject: text.slice(at).trimEnd() }
}
