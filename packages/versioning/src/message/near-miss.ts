import { breakingFooter } from './breaking-line.ts'
import type { DecorationKind } from './decoration.ts'
import { plainly, type LookalikeMistake } from './lookalike.ts'
import { detached, shownLine } from './message-lines.ts'
import type { MessageMode } from '../message-mode.ts'

/** What slipped: near misses of one kind are told together. */
export type NearMissKind =
  | DecorationKind
  | LookalikeMistake['kind']
  | `type-${string}`
  | 'type-in-brackets'
  | 'scope-brackets'
  | 'blank-before-colon'
  | 'no-blank-after-colon'
  | 'mark-before-scope'
  | 'no-colon'
  | `break-${'in-header' | 'marked' | 'case' | 'words' | 'colon' | 'denied'}`
  | `release-as-${'marked' | 'words' | 'colon' | 'empty'}`
  | `strict-${'header' | 'footer' | 'start'}`

/** A line that looks as if it was meant to count, and does not. Lines count from 1. */
export interface NearMiss {
  readonly kind: NearMissKind
  readonly line: number
  readonly lineText: string
  /** Why it does not count, and how it would. */
  readonly because: string
}

/** No near miss: one array for all the messages that have none. */
export const noNearMisses: readonly NearMiss[] = []

export interface MissedLines {
  readonly breaking: readonly NearMiss[]
  readonly releaseAs: readonly NearMiss[]
}

type Why = Pick<NearMiss, 'kind' | 'because'>

/** The lines after the header that all but announce a breaking change, or all but name a version. */
export function missedLines(
  lines: readonly string[],
  body: readonly number[],
  counted: { readonly footers: readonly number[]; readonly mode: MessageMode },
): MissedLines {
  const footers = new Set(counted.footers)
  const missed = (why: (line: string, counts: boolean, mode: MessageMode) => Why | undefined): readonly NearMiss[] =>
    body.flatMap((index) => {
      const found = why(lines[index] ?? '', footers.has(index), counted.mode)
      return found === undefined ? [] : [{ ...found, line: index + 1, lineText: shownLine(lines[index]) }]
    })
  return { breaking: missed(missedBreaking), releaseAs: missed(missedReleaseAs) }
}

/** Why a line does not announce a breaking change, although it seems to; `undefined` when it does, or does not seem to. */
export function missedBreaking(line: string, mayBeFooter: boolean, mode: MessageMode): Why | undefined {
  if (!/breaking/i.test(line)) return undefined
  const { text, because } = plainly(line)
  const marks = marksOf(text)
  const [found = '', breaking = '', change, blank = '', colon = ''] =
    /^(breaking)([\s_-]{0,3}changes?)?\b[*_`~)\]]*(\s*)(:?)/i.exec(text.slice(marks.length)) ?? []
  if (found === '' || (mayBeFooter && breakingFooter[mode].test(line))) return undefined
  const words = detached(`${breaking}${change ?? ''}`)
  if (marks.trim() !== '') return missedMarked(marks.trim(), words, { change, colon, text })
  if (!words.startsWith('BREAKING')) {
    if (colon === '' || change === undefined) return undefined
    return { kind: 'break-case', because: `\`${words}\` does not count: write \`BREAKING CHANGE:\` in upper case` }
  }
  if (change === undefined && colon === '') return undefined
  if (!/^BREAKING[ -]CHANGE$/.test(words)) {
    return { kind: 'break-words', because: `\`${words}\` does not count: write \`BREAKING CHANGE:\`` }
  }
  const [mistake] = because
  if (mistake !== undefined) return mistake
  if (colon === '' || blank !== '') {
    return { kind: 'break-colon', because: `a colon has to follow \`${words}\`, without a blank before it` }
  }
  return {
    kind: 'strict-footer',
    because: 'the strict mode takes it only as a footer: after an empty line, not indented, with one blank and a text',
  }
}

/**
 * Of a list, a heading, or bold: in upper case, and with a colon or as a heading of its own. Such a heading with a sign
 * before it is one of release notes that a tool wrote.
 */
function missedMarked(
  marks: string,
  words: string,
  { change, colon, text }: { change: string | undefined; colon: string; text: string },
): Why | undefined {
  if (!words.startsWith('BREAKING')) return undefined
  const isHeading = change !== undefined && /^[#*_\s]*$/.test(marks) && /(?:CHANGES?)[*_\s]*$/.test(text.trimEnd())
  if (colon === '' && !isHeading) return undefined
  return { kind: 'break-marked', because: `\`BREAKING CHANGE:\` takes no \`${marks}\` before it` }
}

/** Where a list, a heading, bold, or an emoji begins; a quote is none of them, nor is a box to be ticked. */
const marks = /^\s*(?:\d{1,3}[.)]\s+)?(?:[#*+_~`"'([\s\p{Extended_Pictographic}\uFE0F-]*)/u

function marksOf(text: string): string {
  return marks.exec(text)?.[0] ?? ''
}

function missedReleaseAs(line: string, mayBeFooter: boolean, mode: MessageMode): Why | undefined {
  if (!/releases?.?as/i.test(line)) return undefined
  const { text, because } = plainly(line)
  const start = marksOf(text)
  const [found, name = '', closing = '', separator = '', rest = ''] =
    /^(releases?[-_ ]?as)\b([*_`~)\]]*)(\s*:)?(.*)/i.exec(text.slice(start.length)) ?? []
  const version = rest.replace(/^[*_`~)\]]+/, '').trimStart()
  if (found === undefined) return undefined
  const isNamed = /^v?\d/i.test(version) && separator.endsWith(':')
  if (start.trim() !== '' || closing !== '') {
    const beside = start.trim() === '' ? `\`${closing}\` after` : `\`${start.trim()}\` before`
    return isNamed ? { kind: 'release-as-marked', because: `\`Release-As:\` takes no ${beside} it` } : undefined
  }
  if (name.toLowerCase() !== 'release-as') {
    return isNamed
      ? { kind: 'release-as-words', because: `\`${name}\` does not count: write \`Release-As:\`` }
      : undefined
  }
  const [mistake] = because
  if (mistake !== undefined) return mistake
  return missedFooter({ line, separator, version }, mayBeFooter, mode)
}

function missedFooter(
  { line, separator, version }: { readonly line: string; readonly separator: string; readonly version: string },
  mayBeFooter: boolean,
  mode: MessageMode,
): Why | undefined {
  if (separator !== ':') {
    return {
      kind: 'release-as-colon',
      because: 'a colon has to follow `Release-As`, without a blank before it',
    }
  }
  if (version === '') return { kind: 'release-as-empty', because: '`Release-As:` names no version' }
  if (mode === 'tolerant' || (mayBeFooter && /^release-as: \S/i.test(line))) return undefined
  const because = 'the strict mode takes it only as a footer: after an empty line, not indented, with one blank'
  return { kind: 'strict-footer', because }
}
