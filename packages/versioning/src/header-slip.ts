import type { KnowsType } from './commit-types.ts'
import { decorations } from './decoration.ts'
import { headerPieces, type HeaderPieces } from './header-pieces.ts'
import { readHeader, type Header } from './header.ts'
import { plainly } from './lookalike.ts'
import type { MessageMode } from './message-mode.ts'
import { missedBreaking, type NearMissKind } from './near-miss.ts'
import { typeMeantBy } from './type-words.ts'

/** A header that was all but conventional: what it would say, and what keeps it from saying so. */
export interface HeaderSlip {
  readonly meant: Header | 'breaking'
  /** Of several slips the first one. */
  readonly kind: NearMissKind
  readonly because: string
}

interface Slip {
  readonly kind: NearMissKind
  readonly because: string
}

/** What is wrong with a line that was meant as a header; `undefined` when it is right, or was not meant as one. */
export function headerSlip(line: string, mode: MessageMode, knows: KnowsType): HeaderSlip | undefined {
  const breaking = missedBreaking(line, false, 'strict')
  if (breaking !== undefined) return { meant: 'breaking', kind: 'break-in-header', because: breakingHeader }
  const header = readHeader(line, mode)
  if (header !== undefined && knows(header.type, header.scope)) return undefined
  const tolerated = header === undefined ? readHeader(line, 'tolerant') : undefined
  if (tolerated !== undefined && knows(tolerated.type, tolerated.scope)) return strictSlip(line, tolerated)
  return meantHeader(line, knows) ?? (tolerated && strictSlip(line, tolerated))
}

const breakingHeader = 'it stands in the header: it counts in a later line'

/** A line as a header, whatever stands before, around or within it. */
function meantHeader(line: string, knows: KnowsType): HeaderSlip | undefined {
  const { text, because } = plainly(line.trim())
  const { found, end } = decorations(text)
  const before = found.map(({ kind, words }): Slip => ({ kind, because: `\`${words}\` stands before the type` }))
  const slips: readonly Slip[] = [...because, ...before]
  return headerOf(headerPieces(text, end), slips, knows) ?? unwrapped(text, knows)
}

/** `[feat]: a` and `[feat(api): a]`. Without a colon only a type in square brackets is meant so, no word for one. */
function unwrapped(text: string, knows: KnowsType): HeaderSlip | undefined {
  const close = text.indexOf(closing[text.charAt(0)] ?? ' ', 1)
  if (!/^[[({<]/.test(text) || close === -1) return undefined
  const [within, after] = [text.slice(1, close).trim(), text.slice(close + 1).trimStart()]
  const isWhole = within.includes(': ')
  const isType = knows(/^[^\s(!]*/.exec(within)?.[0].toLowerCase() ?? '', undefined)
  if (!isWhole && !after.startsWith(':') && !(text.startsWith('[') && isType)) return undefined
  const pieces = headerPieces(isWhole ? within : `${within}: ${after.replace(/^:/, '').trimStart()}`, 0)
  if (pieces?.blanks.join('') !== '') return undefined
  return headerOf(pieces, [{ kind: 'type-in-brackets', because: 'the type stands in brackets' }], knows)
}

const closing: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}', '<': '>' }

/** What slips with any type; all else is only told of types that are known. */
const ofAnyType: ReadonlySet<NearMissKind> = new Set([
  'blank-before-colon',
  'no-blank-after-colon',
  'mark-before-scope',
])

function headerOf(pieces: HeaderPieces | undefined, before: readonly Slip[], knows: KnowsType): HeaderSlip | undefined {
  if (pieces === undefined || pieces.subject === '') return undefined
  const word = pieces.type.toLowerCase()
  const scope =
    pieces.scope
      .replace(/^[[({</]/, '')
      .replace(/[\])}>]$/, '')
      .trim() || undefined
  const meantType = knows(word, scope) ? undefined : typeMeantBy(word)
  const isBreaking = word === 'breaking' && meantType === undefined && !knows(word, scope)
  const loose = looseSlips(pieces)
  if (loose === undefined) return undefined
  const slips = [...before, ...wordSlips(word, meantType, isBreaking), ...bracketSlips(pieces, word), ...loose]
  const [first] = slips
  const isKnown = meantType !== undefined || isBreaking || knows(word, scope)
  if (first === undefined || (!isKnown && !slips.every(({ kind }) => ofAnyType.has(kind)))) return undefined
  const marked = isBreaking || pieces.early !== '' || pieces.late !== ''
  const header = { type: isBreaking ? 'feat' : (meantType ?? word), scope, subject: pieces.subject, marked }
  return { meant: header, kind: first.kind, because: slips.map(({ because }) => because).join('; ') }
}

function wordSlips(word: string, meantType: string | undefined, isBreaking: boolean): readonly Slip[] {
  const write = isBreaking ? 'feat!' : meantType
  if (write === undefined) return []
  return [{ kind: `type-${write}`, because: `the type \`${word}\` does not release: write \`${write}\`` }]
}

function bracketSlips({ scope }: HeaderPieces, word: string): readonly Slip[] {
  if (scope === '' || scope.startsWith('(')) return []
  return [{ kind: 'scope-brackets', because: `a scope stands in parentheses, as in \`${word}(api): a\`` }]
}

/** What of blanks, marks and colon slipped; `undefined` where the line was not meant as a header at all. */
function looseSlips({ blanks, early, late, scope, colon, after }: HeaderPieces): readonly Slip[] | undefined {
  const isApart = blanks.join('') !== ''
  const [first, second, third] = blanks
  if (colon === '') {
    const isHeader = scope.startsWith('(') && first === '' && second === '' && third !== '' && late === ''
    return isHeader ? [{ kind: 'no-colon', because: 'a colon has to follow the scope' }] : undefined
  }
  // `fix :bug: x` is an emoji.
  if (after === '' && isApart) return undefined
  if (colon === ';') {
    if (isApart || after === '') return undefined
    return [{ kind: 'lookalike', because: '`;` stands where a colon has to stand' }]
  }
  if (early !== '' && late !== '') return undefined
  if (isApart) return [{ kind: 'blank-before-colon', because: 'no blank may stand before the colon' }]
  if (after === '') return [{ kind: 'no-blank-after-colon', because: 'a blank has to follow the colon' }]
  return early === '' || scope === ''
    ? []
    : [{ kind: 'mark-before-scope', because: 'the `!` has to stand after the scope' }]
}

function strictSlip(line: string, meant: Header): HeaderSlip {
  return { meant, kind: 'strict-header', because: strictWords(line, meant) }
}

function strictWords(line: string, { scope }: Header): string {
  if (scope === undefined && line.includes('()')) return 'the strict mode takes no empty scope'
  if (/^[^:]*:(?: \s|[^ ])/.test(line)) return 'the strict mode wants one blank after the colon'
  return 'the strict mode takes only letters and digits as a type, and no parentheses or outer blanks in a scope'
}
