import { isAlias, isMap, isScalar, type ParsedNode } from 'yaml'
import { plain } from '../judging/words.ts'
import type { Ignore } from './ignore.ts'

/** What is wrong, and where. */
export interface Problem {
  readonly line: number
  readonly what: string
}

type Fields = Readonly<Partial<Record<Key, string>>>
type Key = (typeof keys)[number]
type Line = (node: ParsedNode | null) => number

const keys = ['id', 'package', 'platform', 'reason', 'owner', 'until'] as const

/** What other tools call the same things: Trivy, Grype, Snyk, buildkite plugins. */
const foreign: ReadonlyMap<string, Key> = new Map([
  ['vulnerability', 'id'],
  ['cve', 'id'],
  ['pkg', 'package'],
  ['package-name', 'package'],
  ['statement', 'reason'],
  ['justification', 'reason'],
  ['comment', 'reason'],
  ['expires', 'until'],
  ['expiry', 'until'],
  ['expired_at', 'until'],
  ['expiration', 'until'],
])

/** One entry of the list; `number` counts from 1. */
export function readEntry(
  node: ParsedNode | null,
  number: number,
  line: Line,
): { readonly ignore: Ignore } | { readonly problems: readonly Problem[] } {
  const at = { line: line(node) }
  if (!isMap<ParsedNode, ParsedNode | null>(node)) {
    const said = textOf(node) === '' ? 'no keys' : `${quoted(textOf(node))}, not keys: write \`- id: …\``
    return { problems: [{ ...at, what: `entry ${number} has ${said}` }] }
  }
  const fields: Partial<Record<Key, string>> = {}
  const problems: Problem[] = []
  const wrong = (node: ParsedNode | null, what: string): void =>
    void problems.push({ line: line(node), what: `entry ${number}: ${what}` })
  for (const { key, value } of node.items) {
    const known = keys.find((one) => one === textOf(key))
    if (known === undefined) wrong(key, unknownKey(textOf(key)))
    else if (value !== null && !isScalar(value)) wrong(value, `${known} must be a text`)
    else fields[known] = textOf(value)
  }
  for (const [key, what] of refusals(fields)) wrong(valueOf(node, key) ?? node, what)
  return problems.length > 0 ? { problems } : { ignore: { ...ignoreOf(fields), ...at } }
}

/** Names are compared as they are written here, so a pattern or a second id in one would never match. */
function* refusals({ id = '', package: name, platform, until }: Fields): Iterable<readonly [Key, string]> {
  if (id === '') yield ['id', 'id is missing']
  else if (!/^[a-z0-9][\w.:/+~-]{0,199}$/i.test(id)) {
    yield ['id', `id ${quoted(id)} is not the name of one vulnerability, e.g. CVE-2026-1234`]
  }
  if (name !== undefined && !/^[^\s*,]{1,300}$/.test(name)) {
    yield ['package', `package ${quoted(name)} is not the name of one package, e.g. openssl`]
  }
  if (platform !== undefined && !/^[a-z0-9]+(?:\/[\w.-]+){1,2}$/i.test(platform)) {
    yield ['platform', `platform ${quoted(platform)} is not one as linux/arm64`]
  }
  if (until !== undefined && endOfDay(until) === undefined) {
    yield ['until', `until ${quoted(until)} is not a day as 2026-12-31`]
  }
}

function ignoreOf({ id = '', reason = '', until, package: name, platform, owner }: Fields): Omit<Ignore, 'line'> {
  const end = until === undefined ? undefined : endOfDay(until)
  return {
    id,
    reason,
    ...(name === undefined ? {} : { package: name }),
    ...(platform === undefined ? {} : { platform }),
    ...(owner === undefined || owner === '' ? {} : { owner }),
    ...(end === undefined ? {} : { until: end }),
  }
}

/** Epoch milliseconds at which a day is over, UTC; `undefined` for what is no day of the calendar. */
function endOfDay(text: string): number | undefined {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text)) return undefined
  const start = Date.parse(`${text}T00:00:00.000Z`)
  const real = !Number.isNaN(start) && new Date(start).toISOString().startsWith(text)
  return real ? start + 24 * 60 * 60 * 1000 : undefined
}

function unknownKey(key: string): string {
  const meant = foreign.get(key.toLowerCase()) ?? keys.find((one) => one === key.toLowerCase())
  return `unknown key ${quoted(key)}${meant === undefined ? `; there are ${keys.join(', ')}` : `: write ${meant}`}`
}

function valueOf(node: ParsedNode, wanted: Key): ParsedNode | null | undefined {
  if (!isMap<ParsedNode, ParsedNode | null>(node)) return undefined
  return node.items.find(({ key }) => textOf(key) === wanted)?.value
}

/** The text of a scalar, or of an alias as it is written; empty for what has none, and for a null. */
function textOf(node: ParsedNode | null): string {
  if (isAlias(node)) return `*${node.source}`
  if (!isScalar(node) || typeof node.value !== 'string') return ''
  return node.type === 'PLAIN' && /^(?:~|null)$/i.test(node.value) ? '' : node.value.trim()
}

function quoted(value: string): string {
  return JSON.stringify(plain(value))
}
