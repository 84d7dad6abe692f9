/** Both ends included. */
export interface StatusRange {
  readonly from: number
  readonly to: number
}

/** What an answer must satisfy. `path` is what `parsePath` reads: `version`, `build.sha`, `nodes[0].ready`. */
export type Check =
  | { readonly kind: 'status'; readonly oneOf: readonly StatusRange[] }
  | { readonly kind: 'version'; readonly path: string; readonly equals: string }
  | { readonly kind: 'json'; readonly path: string; readonly equals: string }

/** `200`, `2xx`, `200-204`, separated by commas or blanks; `undefined` when the text is no such list. */
export function parseStatuses(text: string): readonly StatusRange[] | undefined {
  const items = text.split(/[\s,]+/).filter((item) => item !== '')
  const ranges = items.map(parseRange)
  return items.length > 0 && ranges.every((range) => range !== undefined) ? ranges : undefined
}

/** What a check wants, in words. */
export function wanted(check: Check): string {
  return check.kind === 'status' ? check.oneOf.map(showRange).join(' or ') : JSON.stringify(check.equals)
}

/** What a check looks at, in words. */
export function subject(check: Check): string {
  if (check.kind === 'status') return 'status'
  return check.kind === 'version' ? `version at ${check.path}` : `value at ${check.path}`
}

/** A check in words: `status 200`, `version at version "1.2.0"`. */
export function expectation(check: Check): string {
  return `${subject(check)} ${wanted(check)}`
}

function parseRange(item: string): StatusRange | undefined {
  const family = /^([1-5])xx$/i.exec(item)
  if (family !== null) return { from: Number(family[1]) * 100, to: Number(family[1]) * 100 + 99 }
  const match = /^([1-5]\d\d)(?:-([1-5]\d\d))?$/.exec(item)
  if (match === null) return undefined
  const range = { from: Number(match[1]), to: Number(match[2] ?? match[1]) }
  return range.from <= range.to ? range : undefined
}

function showRange({ from, to }: StatusRange): string {
  return from === to ? String(from) : `${from}-${to}`
}
