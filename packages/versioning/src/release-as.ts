import { cut, shownLine } from './message-lines.ts'
import type { MessageMode } from './message-mode.ts'

/** The version that a message asks for by a footer; its text is not read. */
export interface ReleaseAs {
  readonly text: string
  /** Counted from 1. */
  readonly line: number
}

const releaseAsFooter: Readonly<Record<MessageMode, RegExp>> = {
  tolerant: /^\s*release-as:\s*(\S.*)$/i,
  strict: /^release-as: (\S.*)$/i,
}

/** The first footer `Release-As: x`, in any case, among the lines that may begin a footer. */
export function readReleaseAs(
  lines: readonly string[],
  footers: readonly number[],
  mode: MessageMode,
): ReleaseAs | undefined {
  for (const index of footers) {
    const text = releaseAsFooter[mode].exec(cut(lines[index] ?? ''))?.[1]
    if (text !== undefined) return { text: shownLine(text), line: index + 1 }
  }
  return undefined
}
