import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Exchange } from '@slipway/local-cloud-frame/route'
import { BrokenOff, giveUntilCut, type Cut } from './cut-after.ts'

/** An answer of the registry, not yet sent. */
export interface RegistryReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string | number>>
  /** Bytes are opened when they are sent, not before. */
  readonly body?: string | (() => Readable)
  /** The error's code, where it is one. */
  readonly error?: string
}

/** Sends it, up to the cut where there is one. */
export async function sendReply(
  exchange: Exchange,
  { status, headers, body }: RegistryReply,
  cut: Cut | undefined,
): Promise<void> {
  const { response } = exchange
  response.writeHead(status, { ...headers })
  if (typeof body !== 'function') return void response.end(body)
  try {
    if (cut === undefined) await pipeline(body(), response)
    else await pipeline(body(), (bytes: AsyncIterable<Buffer>) => giveUntilCut(exchange, cut, bytes), response)
  } catch (error) {
    if (!(error instanceof BrokenOff) && !isGone(error)) throw error
  }
}

/** The client went away in the middle of a layer. */
function isGone(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE'
}
