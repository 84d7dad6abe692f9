import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser'
import { unreadable } from './error.ts'

/**
 * The value of a JSON text. A fault is told by its line and column and never by the text there, which may be a secret.
 * A member that is written twice is a fault too: JSON.parse would keep the last one without a word.
 */
export function parseJson(path: string, source: string): unknown {
  const text = decoded(path, source)
  const faults: ParseError[] = []
  const tree = parseTree(text, faults, { disallowComments: true })
  const [first] = faults
  if (first !== undefined) throw notJson(path, text, first)
  const twice = tree === undefined ? undefined : repeatedMember(tree)
  if (twice !== undefined) {
    const why = `${twice.name} is written twice in one object, the second time at ${place(text, twice.offset)}`
    throw unreadable(path, why, 'keep one of the two')
  }
  return JSON.parse(text)
}

/** Without a byte-order mark. UTF-16, as PowerShell's `>` writes it, shows as zeros or replacement characters. */
function decoded(path: string, source: string): string {
  const text = source.replace(/^\uFEFF/, '')
  if (text.includes('\u0000') || text.startsWith('\uFFFD')) {
    throw unreadable(path, 'it is not UTF-8 text, but perhaps UTF-16', 'save it as UTF-8')
  }
  if (text.trim() === '') throw unreadable(path, 'it is empty')
  return text
}

function notJson(path: string, text: string, { error, offset }: ParseError): Error {
  if (isYaml(path, text)) {
    return unreadable(path, 'it is YAML, not JSON', `convert it, e.g. with yq --output-format json ${path}`)
  }
  const what = faultNames.get(printParseErrorCode(error)) ?? 'something that JSON does not have'
  const template = /\{\{|\$\{|<%/.test(text) ? '; if the file is a template, render it first' : ''
  return unreadable(
    path,
    `it is not valid JSON: ${what} at ${place(text, offset)}`,
    `correct that place; jq . ${path} shows whether the file is valid${template}`,
  )
}

function isYaml(path: string, text: string): boolean {
  return !/^\s*[{[]/.test(text) && (/\.ya?ml$/i.test(path) || /^(---|[\w"'-]+:(\s|$))/m.test(text))
}

/** https://github.com/microsoft/node-jsonc-parser, ParseErrorCode */
const faultNames: ReadonlyMap<string, string> = new Map([
  ['InvalidCommentToken', 'a comment, which JSON does not allow,'],
  ['UnexpectedEndOfComment', 'a comment, which JSON does not allow,'],
  ['InvalidSymbol', 'a word without quotes'],
  ['InvalidNumberFormat', 'a wrong number'],
  ['UnexpectedEndOfNumber', 'a wrong number'],
  ['PropertyNameExpected', 'a name in double quotes is missing (or there is a comma too many)'],
  ['ValueExpected', 'a value is missing (or there is a comma too many)'],
  ['ColonExpected', 'a colon is missing'],
  ['CommaExpected', 'a comma is missing'],
  ['CloseBraceExpected', 'a } is missing'],
  ['CloseBracketExpected', 'a ] is missing'],
  ['EndOfFileExpected', 'there is more after the end of the JSON value'],
  ['UnexpectedEndOfString', 'a text that does not end on its line'],
])

function place(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n')
  return `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`
}

interface Member {
  readonly name: string
  readonly offset: number
}

function repeatedMember({ type, children = [] }: Node): Member | undefined {
  const names = new Set<string>()
  for (const child of children) {
    const key = type === 'object' ? child.children?.[0] : undefined
    const name = String(key?.value)
    if (key !== undefined && names.has(name)) return { name, offset: key.offset }
    names.add(name)
    const inner = repeatedMember(child)
    if (inner !== undefined) return inner
  }
  return undefined
}
