import type { KnowsType } from './commit-types.ts'
import { decorations } from './decoration.ts'
import { headerPieces, typeAt, type HeaderPieces } from './header-pieces.ts'
import { readHeader, type Header } from './header.ts'
import { plainly } from './lookalike.ts'
import type { MessageMode } from '../message-mode.ts'
import { missedBreaking, type NearMissKind } from './near-miss.ts'
import { typeMeantBy } from './type-words.ts'

/** A header that was all but conventional: what it would say, and what keeps it from saying so. */
export interface HeaderMistake {
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
export function headerMistake(line: string, mode: MessageMode, knows: KnowsType): HeaderMistake | undefined {
  const breaking = missedBreaking(line, false, 'strict')
  if (breaking !== undefined) return { meant: 'breaking', kind: 'break-in-header', because: breakingHeader }
  const header = readHeader(line, mode)
  if (header !== undefined && knows(header.type, header.scope)) return undefined
  const tolerated = header === undefined ? readHeader(line, 'tolerant') : undefined
  if (tolerated !== undefined && knows(tolerated.type, tolerated.scope)) return strictMistake(line, tolerated)
  return meantHeader(line, knows) ?? (tolerated && strictMistake(line, tolerated))
}

const breakingHeader = 'it stands in the header: it counts in a later line'

/** A line as a header, whatever stands before, around or within it. */
function meantHeader(line: string, knows: KnowsType): HeaderMistake | undefined {
  const { text, because } = plainly(line.trim())
  const { found, end } = decorations(text)
  const before = found.map(({ kind, words }): Slip => ({ kind, because: `\`${words}\` stands before the type` }))
  const slips: readonly Slip[] = [...because, ...before]
  return headerOf(text, end, slips, knows) ?? unwrapped(text, knows)
}

/** `[feat]: a` and `[feat(api): a]`. Without a colon only a type in square brackets is meant so, no word for one. */
function unwrapped(text: string, knows: KnowsType): HeaderMistake | undefined {
  const closer = closing[text.charAt(0)]
  const close = closer === undefined ? -1 : text.indexOf(closer, 1)
  if (close === -1) return undefined
  const [within, after] = [text.slice(1, close).trim(), text.slice(close + 1).trimStart()]
  const isWhole = within.includes(': ')
  const isType = knows(/^[^\s(!]*/.exec(within)?.[0].toLowerCase() ?? '', undefined)
  if (!isWhole && !after.startsWith(':') && !(text.startsWith('[') && isType)) return undefined
  const header = isWhole ? within : `${within}: ${after.replace(/^:/, '').trimStart()}`
  if (headerPieces(header, 0).blanks.join('') !== '') return undefined
  return headerOf(header, 0, [{ kind: 'type-in-brackets', because: 'the type stands in brackets' }], knows)
}

const closing: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}', '<': '>' }

/** A header whose type is known, or is a word for one; a rule may also be of any type in a scope. */
function headerOf(text: string, start: number, before: readonly Slip[], knows: KnowsType): HeaderMistake | undefined {
  const word = typeAt(text, start).toLowerCase()
  const mayBeKnown = knows(word, undefined) || isTypeWord(word)
  if (!mayBeKnown && text.charAt(start + word.length) !== '(') return undefined
  const pieces = headerPieces(text, start)
  const loose = looseMistakes(pieces)
  if (loose === undefined || pieces.subject === '') return undefined
  const scope = pieces.scope.replace(/^[[({</]|[\])}>]$/g, '').trim() || undefined
  const isKnown = knows(word, scope)
  const slips = [
    ...before,
    ...(isKnown ? [] : wordSlips(word)),
    ...bracketMistakes(pieces, word),
    ...emojiMistakes(pieces),
    ...loose,
  ]
  const [first] = slips
  if (first === undefined || !(isKnown || isTypeWord(word))) return undefined
  const { type, marked } = isKnown
    ? { type: word, marked: false }
    : (typeMeantBy(word) ?? { type: word, marked: false })
  const isMarked = marked || pieces.early !== '' || pieces.late !== ''
  const meant = { type, scope, subject: pieces.subject, marked: isMarked }
  return { meant, kind: first.kind, because: slips.map(({ because }) => because).join('; ') }
}

function isTypeWord(word: string): boolean {
  return typeMeantBy(word) !== undefined
}

function wordSlips(word: string): readonly Slip[] {
  const meant = typeMeantBy(word)
  if (meant === undefined) return []
  const write = `${meant.type}${meant.marked ? '!' : ''}`
  return [{ kind: `type-${write}`, because: `the type \`${word}\` does not release: write \`${write}\`` }]
}

function bracketMistakes({ scope }: HeaderPieces, word: string): readonly Slip[] {
  if (scope === '' || scope.startsWith('(')) return []
  return [{ kind: 'scope-brackets', because: `a scope stands in parentheses, as in \`${word}(api): a\`` }]
}

/** Quotation marks of a pair are told where they begin. */
function emojiMistakes({ around }: HeaderPieces): readonly Slip[] {
  const emoji = around.replace(/[*`"']/g, '')
  return emoji === '' ? [] : [{ kind: 'emoji', because: `\`${emoji}\` stands before the colon` }]
}

/** What of blanks, marks and colon slipped; `undefined` where the line was not meant as a header at all. */
function looseMistakes({ blanks, early, late, scope, colon, after }: HeaderPieces): readonly Slip[] | undefined {
  const isApart = blanks.join('') !== ''
  if (colon === '') return slipsWithoutColon({ blanks, early, late, scope })
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

/** `feat(api) a`, `feat! a` and `feat(api)! a`: with neither scope nor mark it is a sentence. */
function slipsWithoutColon({
  blanks: [first, second, third, fourth],
  early,
  late,
  scope,
}: Pick<HeaderPieces, 'blanks' | 'early' | 'late' | 'scope'>): readonly Slip[] | undefined {
  if (first !== '') return undefined
  if (scope === '') return early !== '' && second !== '' && late === '' ? [noColonAfterMark] : undefined
  if (!scope.startsWith('(') || second !== '' || early !== '') return undefined
  if (late !== '') return third === '' && fourth !== '' ? [noColonAfterMark] : undefined
  return third === '' ? undefined : [{ kind: 'no-colon', because: 'a colon has to follow the scope' }]
}

const noColonAfterMark: Slip = { kind: 'no-colon', because: 'a colon has to follow the `!`' }

function strictMistake(line: string, meant: Header): HeaderMistake {
  return { meant, kind: 'strict-header', because: strictWords(line, meant) }
}

function strictWords(line: string, { scope }: Header): string {
  if (scope === undefined && line.includes('()')) return 'the strict mode takes no empty scope'
  if (/^[^:]*:(?: \s|[^ ])/.test(line)) return 'the strict mode wants one blank after the colon'
  return 'the strict mode takes only letters and digits as a type, and no parentheses or outer blanks in a scope'
}
