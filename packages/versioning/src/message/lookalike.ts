/**
 * Characters of no width, or that only say how others join or run (Unicode: Default_Ignorable_Code_Point), but not what
 * joins the parts of an emoji.
 */
const unseen =
  /(?!\uFE0F|\u200D)\p{Default_Ignorable_Code_Point}|(?<!\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\uFE0F){0,2})\u200D/gu

/** Signs and Cyrillic letters that look like one that a header needs, beside the full-width forms of ASCII (Unicode: U+FF01 to U+FF5E). */
const doubles: ReadonlyMap<string, string> = new Map([
  ...['﹕', '︰', '∶', '꞉', 'ː', '˸'].map((colon) => [colon, ': '] as const),
  ...Array.from('аеіорсѕх', (letter, index) => [letter, 'aeiopcsx'.charAt(index)] as const),
  ['﹙', '('],
  ['﹚', ')'],
  ['﹗', '!'],
  ['【', '['],
  ['】', ']'],
])

const beyondAscii = /[^\u0020-\u007E\t]/

/** A text, and what of it is only seen by comparing: to be told where it keeps a line from counting. */
export interface Plainly {
  readonly text: string
  /** What was changed before the first colon, in words for the author. */
  readonly because: readonly LookalikeMistake[]
}

export interface LookalikeMistake {
  readonly kind: 'unseen-character' | 'lookalike'
  readonly because: string
}

/** A line as it looks: with the signs of ASCII in the place of their doubles, and without what is not seen. */
export function plainly(line: string): Plainly {
  if (!beyondAscii.test(line)) return { text: line, because: [] }
  const narrow = Array.from(line, narrowed).join('')
  const text = narrow.replace(unseen, '')
  const end = narrow.indexOf(':')
  const head = end === -1 ? line : line.slice(0, end + 1)
  return { text, because: [...double(head), ...hidden(head)] }
}

/** Who writes such a colon leaves no blank after it. */
function narrowed(character: string): string {
  const code = character.charCodeAt(0)
  if (code === 0xff1a) return ': '
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0)
  return doubles.get(character) ?? character
}

function double(head: string): readonly LookalikeMistake[] {
  const found = Array.from(head).find((character) => narrowed(character) !== character)
  if (found === undefined) return []
  return [{ kind: 'lookalike', because: `\`${found}\` is not \`${narrowed(found).trim()}\`, which it looks like` }]
}

function hidden(head: string): readonly LookalikeMistake[] {
  const [found] = head.match(unseen) ?? []
  if (found === undefined) return []
  const code = found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
  return [{ kind: 'unseen-character', because: `it has a U+${code}, which is not seen: delete it` }]
}
