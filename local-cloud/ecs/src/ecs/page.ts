import { invalid } from './errors.ts'

/** One page of a list, and the token of the next. Tokens are opaque to the caller. */
export function page<Item>(
  items: readonly Item[],
  { maxResults, nextToken }: { readonly maxResults?: number | undefined; readonly nextToken?: string | undefined },
  defaultSize: number,
): { readonly items: readonly Item[]; readonly next: { readonly nextToken?: string } } {
  const size = maxResults ?? defaultSize
  if (!Number.isInteger(size) || size < 1 || size > 100) throw invalid('maxResults must be between 1 and 100')
  const from = nextToken === undefined ? 0 : placeOf(nextToken)
  const to = from + size
  const next = to < items.length ? { nextToken: tokenOf(to) } : {}
  return { items: items.slice(from, to), next }
}

function tokenOf(place: number): string {
  return Buffer.from(String(place)).toString('base64url')
}

/** The place that a token stands for. Base64 takes any text: what does not give the same token again came from no page. */
function placeOf(token: string): number {
  const text = Buffer.from(token, 'base64url').toString('utf8')
  if (/^\d+$/.test(text) && tokenOf(Number(text)) === token) return Number(text)
  throw invalid('Invalid token in request')
}
