import { Failure } from '@slipway/outcome'
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type ParsedNode } from 'yaml'
import { readEntry, type Problem } from './entry.ts'
import type { Ignore } from './ignore.ts'

/** Characters of an ignore file. */
const longest = 1_000_000
/** Problems that one message names. */
const mostNamed = 10

/**
 * The entries of an ignore file: a YAML list, or a mapping whose `ignore` is one, of `id`, `package`, `platform`,
 * `reason`, `owner` and `until`. An empty file ignores nothing. `name` is what messages call the file.
 * @throws {Failure} IGNORE_INVALID, naming the line, the entry and the value of everything that is wrong.
 */
export function parseIgnores(text: string, name: string): readonly Ignore[] {
  if (text.length > longest) throw invalid(name, [{ line: 1, what: `more than ${longest} characters` }])
  const lines = new LineCounter()
  const document = parse(text, name, lines)
  const line = (node: ParsedNode | null): number => lines.linePos(node?.range[0] ?? 0).line
  const { entries, problems } = listOf(document.contents, line)
  const read = entries.map((entry, index) => readEntry(entry, index + 1, line))
  const wrong = [...problems, ...read.flatMap((one) => ('problems' in one ? one.problems : []))]
  if (wrong.length > 0) throw invalid(name, wrong)
  return read.flatMap((one) => ('ignore' in one ? [one.ignore] : []))
}

/** Every scalar is a text: neither `1e3` nor `2026-12-31` nor `no` becomes something else. */
function parse(text: string, name: string, lineCounter: LineCounter): Document.Parsed {
  const document = attempt(
    () => parseDocument(text.replace(/^\ufeff/, ''), { schema: 'failsafe', lineCounter, prettyErrors: false }),
    name,
  )
  const [wrong] = document.errors
  if (wrong === undefined) return document
  const what = wrong.code === 'MULTIPLE_DOCS' ? 'a second document begins; write one' : `not YAML: ${wrong.message}`
  throw invalid(name, [{ line: lineCounter.linePos(wrong.pos[0]).line, what }])
}

function attempt(read: () => Document.Parsed, name: string): Document.Parsed {
  try {
    return read()
  } catch (error) {
    throw invalid(name, [{ line: 1, what: 'not YAML that can be read' }], error)
  }
}

interface List {
  readonly entries: readonly (ParsedNode | null)[]
  readonly problems: readonly Problem[]
}

function listOf(root: ParsedNode | null, line: (node: ParsedNode | null) => number): List {
  if (!isMap<ParsedNode, ParsedNode | null>(root)) return itemsOf(root, line)
  const others = root.items.filter(({ key }) => !isScalar(key) || key.value !== 'ignore')
  const lists = root.items.filter((pair) => !others.includes(pair)).map(({ value }) => itemsOf(value, line))
  return {
    entries: lists.flatMap(({ entries }) => entries),
    problems: [
      ...others.map(({ key }) => ({ line: line(key), what: form })),
      ...lists.flatMap(({ problems }) => problems),
    ],
  }
}

function itemsOf(node: ParsedNode | null, line: (node: ParsedNode | null) => number): List {
  if (isSeq<ParsedNode>(node)) return { entries: node.items, problems: [] }
  const empty = node === null || (isScalar(node) && (node.value === '' || node.value === null))
  return { entries: [], problems: empty ? [] : [{ line: line(node), what: form }] }
}

const form = 'the file must be a list of entries such as `- id: CVE-2026-1234`, or that list under `ignore:`'

function invalid(name: string, problems: readonly Problem[], cause?: unknown): Failure<'IGNORE_INVALID'> {
  const shown = problems.slice(0, mostNamed).map(({ line, what }) => `line ${line}: ${what}`)
  const more = problems.length > mostNamed ? [`and ${problems.length - mostNamed} more`] : []
  return new Failure('IGNORE_INVALID', `ignore file ${name}: ${[...shown, ...more].join('; ')}`, {
    remedy: 'an entry is id, and if you like package, platform, reason, owner and until (its last day, as 2026-12-31)',
    ...(cause === undefined ? {} : { cause }),
  })
}
