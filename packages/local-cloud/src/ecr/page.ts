import { invalidParameter } from './repository.ts'

export interface PageRequest {
  readonly nextToken?: string | undefined
  readonly maxResults?: number | undefined
}

export interface PageOf<Item> {
  readonly items: readonly Item[]
  readonly nextToken?: string
}

/** Where a page starts and how long it is; 100 by default, 1000 at most, as every list of ECR. */
export function pageBounds({ nextToken, maxResults = 100 }: PageRequest): {
  readonly from: number
  readonly size: number
} {
  if (!Number.isInteger(maxResults) || maxResults < 1 || maxResults > 1000) {
    throw invalidParameter(`'maxResults' failed to satisfy constraint: ${maxResults} is not between 1 and 1000`)
  }
  if (nextToken === undefined) return { from: 0, size: maxResults }
  const from = Number(/^page-(\d+)$/.exec(Buffer.from(nextToken, 'base64').toString())?.[1])
  if (Number.isNaN(from))
    throw invalidParameter(`'nextToken' failed to satisfy constraint: '${nextToken}' is no token of ours`)
  return { from, size: maxResults }
}

/** Undefined after the last item. */
export function tokenAfter(end: number, total: number): string | undefined {
  return end < total ? Buffer.from(`page-${end}`).toString('base64') : undefined
}

export function page<Item>(items: readonly Item[], request: PageRequest): PageOf<Item> {
  const { from, size } = pageBounds(request)
  const nextToken = tokenAfter(from + size, items.length)
  return { items: items.slice(from, from + size), ...(nextToken !== undefined && { nextToken }) }
}
