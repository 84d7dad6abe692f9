import { shownLine } from './message-lines.ts'

/** The version that a message asks for by a footer; its text is not read. */
export interface ReleaseAs {
  readonly text: string
  /** Counted from 1. */
  readonly line: number
}

const releaseAsFooter = /^\s*release-as:\s*(\S.*)$/i

/** The footer `Release-As: x`, in any case, among the lines that may begin a footer: of several the last, as of trailers. */
export function readReleaseAs(lines: readonly string[], footers: readonly number[]): ReleaseAs | undefined {
  const index = footers.findLast((each) => releaseAsFooter.test(lines[each] ?? ''))
  if (index === undefined) return undefined
  return { text: shownLine(releaseAsFooter.exec(lines[index] ?? '')?.[1]), line: index + 1 }
}
