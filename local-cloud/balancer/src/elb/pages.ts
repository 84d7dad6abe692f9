import { AwsError } from '@slipway/local-cloud-frame/aws-error'

export interface PageInput {
  readonly Marker?: string | undefined
  readonly PageSize?: number | undefined
}

export interface Page<Item> {
  readonly items: Item[]
  /** Present where there is more. */
  readonly next: { readonly NextMarker?: string }
}

const largest = 400

/** One page of a listing; the marker is opaque to clients and the place of the next item here. */
export function page<Item>(all: readonly Item[], { Marker, PageSize = largest }: PageInput): Page<Item> {
  if (PageSize < 1 || PageSize > largest) {
    throw new AwsError('ValidationError', `PageSize '${PageSize}' must be between 1 and ${largest}`)
  }
  const place = Marker === undefined ? '0' : Buffer.from(Marker, 'base64url').toString('utf8')
  if (!/^\d+$/.test(place)) throw new AwsError('ValidationError', `Marker '${Marker}' is not valid`)
  const start = Number(place)
  const end = start + PageSize
  const next = end < all.length ? { NextMarker: Buffer.from(String(end)).toString('base64url') } : {}
  return { items: all.slice(start, end), next }
}
