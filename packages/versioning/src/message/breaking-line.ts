import type { MessageMode } from '../message-mode.ts'

/** What announces a breaking change: upper case and a colon at the start of a line; strictly, a text after one blank. */
export const breakingFooter: Readonly<Record<MessageMode, RegExp>> = {
  tolerant: /^\s*(BREAKING[ -]CHANGE):\s*(|\S.*)$/,
  strict: /^(BREAKING[ -]CHANGE): (\S.*)$/,
}

/** A footer's token, separator and the start of its value, by rules 8 to 10 of Conventional Commits 1.0.0. */
const footerToken = /^(?:BREAKING CHANGE: |[A-Za-z][\w-]*(?:: | #))\S/

/**
 * Those lines, by index, that may begin a footer. Tolerantly every line; strictly one that has a footer's token and
 * follows an empty line or another footer. Lines of a quote, a heading or a bullet begin with their mark, so that no
 * footer's pattern matches them.
 */
export function footerLines(lines: readonly string[], body: readonly number[], mode: MessageMode): readonly number[] {
  if (mode === 'tolerant') return body
  let open = false
  return body.filter((index) => {
    if (!footerToken.test(lines[index] ?? '')) return false
    open ||= index > 0 && (lines[index - 1] ?? '').trim() === ''
    return open
  })
}
