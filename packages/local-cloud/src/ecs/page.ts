import { invalid } from './errors.ts'

/** One page of a list, and the token of the next. Tokens are opaque to the caller. */
export function page<Item>(
  items: readonly Item[],
  { maxResults, nextToken }: { readonly maxResults?: number | undefined; readonly nextToken?: string | undefined },
  defaultSize: number,
): { readonly items: readonly Item[]; readonly next: { readonly nextToken?: string } } {
  const size = maxResults ?? defaultSize
  if (!Number.isInteger(size) || size < 1 || size > 100) throw invalid('maxResults must be between 1 and 100')
  const from = nextToken === undefined ? 0 : Number(Buffer.from(nextToken, 'base64url').toString('utf8'))
  if (!Number.isInteger(from) || from < 0) throw invalid('Invalid token in request')
  const to = from + size
  const next = to < items.length ? { nextToken: Buffer.from(String(to)).toString('base64url') } : {}
  return { items: items.slice(from, to), next }
}
