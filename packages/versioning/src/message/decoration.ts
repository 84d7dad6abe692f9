/** What may stand before a header that was meant to be one. */
export type DecorationKind = 'ticket' | 'draft' | 'emoji' | 'bracket' | 'mark'

export interface Decoration {
  readonly kind: DecorationKind
  /** As written, without the blanks around it. */
  readonly words: string
}

/** What follows a decoration, and divides it from the header. */
const divider = /[\s:|,;/\\.\u2013\u2014-]*/y

const kinds: readonly (readonly [kind: DecorationKind, pattern: RegExp])[] = [
  ['emoji', /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200D|\uFE0F|\u20E3)+/uy],
  ['emoji', /:[a-z0-9_+-]+:/iy],
  ['ticket', /(?:#|[a-z][a-z0-9_]*-|(?:merged pr|pull request) #?)?\d+(?=[\s:|,;/\\.\u2013\u2014-])/iy],
  ['draft', /(?:wip|draft)(?=:)/iy],
  ['bracket', /\[[^[\]]*\]|\([^()]*\)|\{[^{}]*\}|<[^<>]*>/y],
  ['mark', /[*`"'\u201C\u201D\u2018\u2019~#\u2022\u00B7+-]+/y],
]

/** What begins with a letter can only be one of these. */
const wordKinds = kinds.filter(([kind]) => kind === 'ticket' || kind === 'draft')

function isLetter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)
}

/** Names with a number that are no tickets. */
const noTicket = /^(?:aes|base|covid|http|ieee|ipv|iso|md|rfc|rsa|sha|ssl|tls|ucs|utf|x86)-\d/i

/** More would be no header. */
const most = 6

/** What a line has before its first word, and where that begins. */
export function decorations(text: string): { readonly found: readonly Decoration[]; readonly end: number } {
  const found: Decoration[] = []
  let end = 0
  while (found.length < most) {
    const next = decorationAt(text, end)
    if (next === undefined) break
    found.push(next.decoration)
    end = next.end
  }
  return { found, end }
}

/** What stands at a place, with what divides it from what follows. */
function decorationAt(text: string, at: number): { decoration: Decoration; end: number } | undefined {
  for (const [kind, pattern] of isLetter(text.charCodeAt(at)) ? wordKinds : kinds) {
    const words = matchAt(pattern, text, at)
    if (words === '' || (kind === 'ticket' && noTicket.test(words))) continue
    const after = matchAt(divider, text, at + words.length)
    return { decoration: { kind, words: `${words}${after}`.trim() }, end: at + words.length + after.length }
  }
  return undefined
}

/** What a sticky pattern finds at a place; empty when nothing. */
export function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}
