import { invalid } from './validation.ts'

export interface PageAsked {
  readonly maxResults?: number | undefined
  readonly nextToken?: string | undefined
}

/** One page; `most` is the largest that may be asked for, and what there is without asking: no page gives a default. */
export function page<Item>(
  items: readonly Item[],
  { maxResults, nextToken }: PageAsked,
  most: number,
): { readonly items: Item[]; readonly nextToken?: string } {
  const size = maxResults ?? most
  if (!Number.isInteger(size) || size < 1 || size > most) throw invalid('maxResults', `must be between 1 and ${most}`)
  const from = nextToken === undefined ? 0 : Number(/^at-(\d+)$/.exec(decode(nextToken))?.[1])
  if (Number.isNaN(from)) throw invalid('nextToken', 'is no token of ours')
  const end = from + size
  return { items: items.slice(from, end), ...(end < items.length && { nextToken: encode(`at-${end}`) }) }
}

const encode = (text: string): string => Buffer.from(text).toString('base64url')
const decode = (text: string): string => Buffer.from(text, 'base64url').toString()
