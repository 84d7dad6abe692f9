/**
 * Reads a file of `name=value` lines and of values over several lines (`name<<DELIMITER`, the value, `DELIMITER`).
 * Whichever of `=` and `<<` comes first decides. Throws, in the runner's words, where a line is neither.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#multiline-strings
 */
export function parseNameValues(text: string): readonly (readonly [name: string, value: string])[] {
  const lines = text.split('\n')
  const pairs: (readonly [string, string])[] = []
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? ''
    if (line === '') continue
    const equals = line.indexOf('=')
    const heredoc = line.indexOf('<<')
    if (heredoc >= 0 && (equals < 0 || heredoc < equals)) {
      const { pair, end } = readHeredoc(lines, index, heredoc)
      pairs.push(pair)
      index = end
    } else if (equals > 0) pairs.push([line.slice(0, equals), line.slice(equals + 1)])
    else throw new Error(`Invalid format '${line}'${equals === 0 ? '. Name must not be empty' : ''}`)
  }
  return pairs
}

interface Heredoc {
  readonly pair: readonly [string, string]
  /** Index of the line with the delimiter. */
  readonly end: number
}

function readHeredoc(lines: readonly string[], start: number, at: number): Heredoc {
  const line = lines[start] ?? ''
  const [name, delimiter] = [line.slice(0, at), line.slice(at + 2)]
  if (name === '' || delimiter === '') {
    throw new Error(`Invalid format '${line}'. Name must not be empty and delimiter must not be empty`)
  }
  const end = lines.indexOf(delimiter, start + 1)
  if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`)
  return { pair: [name, lines.slice(start + 1, end).join('\n')], end }
}
