/** What a dotted path finds in a body. */
export type Found =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'absent' }
  | { readonly kind: 'not-json' }

/** Reads `a.b.0.c` from a JSON text; a leading `$.` is allowed. Only own members count. */
export function readJson(body: string, path: string): Found {
  const parsed = parse(body)
  if (parsed.kind !== 'value') return parsed
  let value = parsed.value
  for (const key of path
    .replace(/^\$\.?/, '')
    .split('.')
    .filter((part) => part !== '')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return { kind: 'absent' }
    value = (value as Record<string, unknown>)[key]
  }
  return { kind: 'value', value }
}

/** A JSON value as the text an input would hold: strings bare, everything else as JSON. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function parse(body: string): Found {
  try {
    return { kind: 'value', value: JSON.parse(body) as unknown }
  } catch {
    return { kind: 'not-json' }
  }
}
