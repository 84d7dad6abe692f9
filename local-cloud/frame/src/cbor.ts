import { cbor, dateToTag, tagSymbol } from '@smithy/core/cbor'
import { AwsError } from './aws-error.ts'

/** A body of Smithy's RPC v2 CBOR protocol as JSON would have it: dates are epoch seconds, bytes base64. */
export function fromCbor(body: Uint8Array): unknown {
  if (body.length === 0) return {}
  try {
    return asJson(cbor.deserialize(body))
  } catch (error) {
    throw new AwsError('SerializationException', `The body is not CBOR: ${(error as Error).message}`)
  }
}

function asJson(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (Array.isArray(value)) return value.map(asJson)
  if (typeof value !== 'object' || value === null) return value
  // A tagged value, which in this protocol is always a date.
  if (tagSymbol in value) return asJson((value as { readonly value?: unknown }).value)
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, asJson(held)]))
}

/** An answer as the protocol sends it; what is undefined is left out. */
export function toCbor(value: object): Uint8Array {
  return cbor.serialize(asCbor(value))
}

function asCbor(value: unknown): unknown {
  if (value instanceof Date) return dateToTag(value)
  if (Array.isArray(value)) return value.map(asCbor)
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  const held = Object.entries(value).filter(([, each]) => each !== undefined)
  return Object.fromEntries(held.map(([name, each]) => [name, asCbor(each)]))
}
