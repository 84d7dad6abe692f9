import { AwsError } from '@slipway/local-cloud-frame/aws-error'

export interface LogPage<Item> {
  readonly items: readonly Item[]
  /** Present where there is more. */
  readonly next: { readonly nextToken?: string }
}

/** One page of a list; tokens are opaque to clients and the place of the next item here. */
export function page<Item>(all: readonly Item[], nextToken: string | undefined, limit: number): LogPage<Item> {
  if (!/^\d+$/.test(nextToken ?? '0'))
    throw new AwsError('InvalidParameterException', 'The specified nextToken is invalid.')
  const from = Number(nextToken ?? 0)
  const to = from + limit
  return { items: all.slice(from, to), next: to < all.length ? { nextToken: String(to) } : {} }
}
