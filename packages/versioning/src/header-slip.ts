import { missedBreaking } from './near-miss.ts'
import { readHeader, type Header } from './header.ts'
import type { MessageMode } from './message-mode.ts'

/** A header that was all but conventional: what it would say, and what keeps it from saying so. */
export interface HeaderSlip {
  readonly meant: Header | 'breaking'
  readonly because: string
}

/**
 * The pattern of a header with every blank, order of parts and empty part that slips from a hand. Blanks belong to the
 * part before them: of two rows of blanks beside each other every split would be tried.
 */
const loose = /^([^\s:()!]+)(\s*)(?:!(\s*))?(?:\(([^()]*)\)(\s*))?(?:!(\s*))?:(\s*)(\S.*)$/

/** What is wrong with a line that was meant as a header; `undefined` when it is right, or was not meant as one. */
export function headerSlip(line: string, mode: MessageMode): HeaderSlip | undefined {
  const breaking = missedBreaking(line, false, 'strict')
  if (breaking !== undefined)
    return { meant: 'breaking', because: 'it stands in the header: it counts in a later line' }
  if (readHeader(line, mode) !== undefined) return undefined
  const tolerated = readHeader(line, 'tolerant')
  if (tolerated !== undefined) return { meant: tolerated, because: strictSlip(line, tolerated) }
  return looseSlip(line.trim())
}

function looseSlip(text: string): HeaderSlip | undefined {
  const [all, type = '', b1 = '', early, scope, b3 = '', late, after = '', subject = ''] = loose.exec(text) ?? []
  if (all === undefined) return undefined
  const blanks = b1 + (early ?? '') + b3 + (late ?? '')
  // `fix :bug: x` is an emoji.
  if (after === '' && blanks !== '') return undefined
  const marked = (early ?? late) !== undefined
  const meant = { type: type.toLowerCase(), scope: scope?.trim() || undefined, subject, marked }
  if (blanks !== '') return { meant, because: 'no blank may stand before the colon' }
  if (after === '') return { meant, because: 'a blank has to follow the colon' }
  return early === undefined || scope === undefined
    ? undefined
    : { meant, because: 'the `!` has to stand after the scope' }
}

function strictSlip(line: string, { scope }: Header): string {
  if (scope === undefined && line.includes('()')) return 'the strict mode takes no empty scope'
  if (/^[^:]*:(?: \s|[^ ])/.test(line)) return 'the strict mode wants one blank after the colon'
  return 'the strict mode takes only letters and digits as a type, and no parentheses or outer blanks in a scope'
}
