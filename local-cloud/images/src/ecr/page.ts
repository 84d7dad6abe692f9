import { invalidParameter } from './repository.ts'

export interface PageRequest {
  readonly nextToken?: string | undefined
  readonly maxResults?: number | undefined
}

export interface PageOf<Item> {
  readonly items: readonly Item[]
  readonly nextToken?: string
}

/** How long a page is where nothing is asked for, and how long it can be. */
export interface PageLimits {
  readonly usual: number
  readonly most: number
}

/** As almost every list of ECR. */
const ecrLimits: PageLimits = { usual: 100, most: 1000 }

/** Where a page starts and how long it is. */
export function pageBounds(
  { nextToken, maxResults }: PageRequest,
  { usual, most }: PageLimits = ecrLimits,
): { readonly from: number; readonly size: number } {
  const size = maxResults ?? usual
  if (!Number.isInteger(size) || size < 1 || size > most) {
    throw invalidParameter(`'maxResults' failed to satisfy constraint: ${size} is not between 1 and ${most}`)
  }
  if (nextToken === undefined) return { from: 0, size }
  const from = Number(/^page-(\d+)$/.exec(Buffer.from(nextToken, 'base64').toString())?.[1])
  if (Number.isNaN(from))
    throw invalidParameter(`'nextToken' failed to satisfy constraint: '${nextToken}' is no token of ours`)
  return { from, size }
}

/** Undefined after the last item. */
export function tokenAfter(end: number, total: number): string | undefined {
  return end < total ? Buffer.from(`page-${end}`).toString('base64') : undefined
}

export function page<Item>(items: readonly Item[], request: PageRequest, limits?: PageLimits): PageOf<Item> {
  const { from, size } = pageBounds(request, limits)
  const nextToken = tokenAfter(from + size, items.length)
  return { items: items.slice(from, from + size), ...(nextToken !== undefined && { nextToken }) }
}
