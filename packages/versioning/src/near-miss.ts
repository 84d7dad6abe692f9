import { breakingFooter } from './breaking-line.ts'
import { detached, shownLine } from './message-lines.ts'
import type { MessageMode } from './message-mode.ts'

/** A line that looks as if it was meant to count, and does not. Lines count from 1. */
export interface NearMiss {
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

/** The lines after the header that all but announce a breaking change, or all but name a version. */
export function missedLines(
  lines: readonly string[],
  body: readonly number[],
  counted: { readonly footers: readonly number[]; readonly mode: MessageMode },
): MissedLines {
  const footers = new Set(counted.footers)
  const missed = (why: (line: string, counts: boolean, mode: MessageMode) => string | undefined): readonly NearMiss[] =>
    body.flatMap((index) => {
      const because = why(lines[index] ?? '', footers.has(index), counted.mode)
      return because === undefined ? [] : [{ line: index + 1, lineText: shownLine(lines[index]), because }]
    })
  return { breaking: missed(missedBreaking), releaseAs: missed(missedReleaseAs) }
}

/** Why a line does not announce a breaking change, although it seems to; `undefined` when it does, or does not seem to. */
export function missedBreaking(line: string, mayBeFooter: boolean, mode: MessageMode): string | undefined {
  const [, found = '', after = ''] = /^\s*(breaking[\s_-]{0,3}changes?)\b(\s*:)?/i.exec(line) ?? []
  const words = detached(found)
  if (words === '' || (mayBeFooter && breakingFooter[mode].test(line))) return undefined
  if (!words.startsWith('BREAKING')) {
    return after === '' ? undefined : `\`${words}\` does not count: write \`BREAKING CHANGE:\` in upper case`
  }
  if (!/^BREAKING[ -]CHANGE$/.test(words)) return `\`${words}\` does not count: write \`BREAKING CHANGE:\``
  if (after !== ':') return `a colon has to follow \`${words}\`, without a blank before it`
  return 'the strict mode takes it only as a footer: after an empty line, not indented, with one blank and a text'
}

function missedReleaseAs(line: string, mayBeFooter: boolean, mode: MessageMode): string | undefined {
  const [, separator, text] = /^\s*release-as\b(\s*:)?\s*(|\S.*)$/i.exec(line) ?? []
  if (text === undefined) return undefined
  if (separator !== ':') return 'a colon has to follow `Release-As`, without a blank before it'
  if (text === '') return '`Release-As:` names no version'
  if (mode === 'tolerant' || (mayBeFooter && /^release-as: \S/i.test(line))) return undefined
  return 'the strict mode takes it only as a footer: after an empty line, not indented, with one blank'
}
