/** What a path finds in a body. */
export type Found =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'absent' }
  | { readonly kind: 'not-json' }
  | { readonly kind: 'no-path' }

/**
 * One step of a path. A bare name has a letter, digit or `_` in it; what other path languages and comparisons are written
 * with (`*`, `@`, `#`, filters, JSON Pointer, escapes, pipes, `!=`) is no name, unless it stands in quotes.
 */
const bare = String.raw`[^\s.[\]'"*?(){}|/,;\\${'`'}!<>=]+`
const step = new RegExp(
  String.raw`(?:^|\.)(?=[^.[]*[\p{L}\p{N}_])(${bare}(?: +${bare})*)|\[(0|[1-9]\d*)\]|\[(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\]`,
  'uy',
)

/**
 * The member names and indexes of `build.version`, `items.0.id`, `items[0].id`, `$['a.b']`, each with or without `$` or a
 * dot before it; `$` alone is the whole. `undefined` when the text is no such path.
 */
export function parsePath(text: string): readonly string[] | undefined {
  const path = text.replace(/^\$(?=[.[]|$)/, '').replace(/^\.(?=[^.])/, '')
  if (path === '') return text === '$' ? [] : undefined
  const steps: string[] = []
  step.lastIndex = 0
  while (step.lastIndex < path.length) {
    const found = step.exec(path)
    if (found === null) return undefined
    const [, name, index, single, double] = found
    steps.push(name ?? index ?? (single ?? double ?? '').replace(/\\(.)/g, '$1'))
  }
  return steps
}

/** Reads what `parsePath` names from a JSON text. Only own members count. */
export function readJson(body: string, path: string): Found {
  const steps = parsePath(path)
  if (steps === undefined) return { kind: 'no-path' }
  const parsed = parse(body)
  if (parsed.kind !== 'value') return parsed
  let value = parsed.value
  for (const key of steps) {
    if (typeof value !== 'object' || value === null || exact.isRawJSON(value) || !Object.hasOwn(value, key)) {
      return { kind: 'absent' }
    }
    value = (value as Record<string, unknown>)[key]
  }
  return { kind: 'value', value }
}

/** A JSON value as the text an input would hold: strings bare, everything else as JSON. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Not yet in TypeScript's library: https://tc39.es/proposal-json-parse-with-source/ */
interface ExactJson {
  parse(text: string, revive: (key: string, value: unknown, context: { readonly source: string }) => unknown): unknown
  rawJSON(text: string): unknown
  isRawJSON(value: unknown): boolean
}

const exact = JSON as unknown as ExactJson

/** Numbers stay as they are written: 1.40 is another version than 1.4, and 2^53 + 1 another number than 2^53. */
function parse(body: string): Found {
  try {
    const value = exact.parse(body, (_key, value, { source }) =>
      typeof value === 'number' ? exact.rawJSON(source) : value,
    )
    return { kind: 'value', value }
  } catch {
    return { kind: 'not-json' }
  }
}
