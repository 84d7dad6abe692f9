import { fallSilent, isSilence, type Silence } from '@slipway/local-cloud-frame/interference'
import type { Fault } from '@slipway/local-cloud-frame/faults'
import type { Exchange } from '@slipway/local-cloud-frame/route'

/** A fault has ended the connection in the middle of a blob. */
export class BrokenOff extends Error {
  override readonly name = 'BrokenOff'
}

/** Where and how a fault breaks a blob off; undefined where it does not. */
export interface Cut {
  readonly silence: Silence
  readonly afterBytes: number
}

export function cutOf({ code, afterBytes }: Fault): Cut | undefined {
  return isSilence(code) && afterBytes !== undefined ? { silence: code, afterBytes } : undefined
}

/** Takes in as many bytes as the cut says, then resets the connection or lets it hang. */
export async function* takeUntilCut(
  exchange: Exchange,
  cut: Cut,
  bytes: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  yield* cutAfter(cut, bytes, () => fallSilent(exchange, cut.silence))
}

/** Gives out as many bytes as the cut says. A reset would take back what the client has not read yet, so the connection is closed. */
export async function* giveUntilCut(
  exchange: Exchange,
  cut: Cut,
  bytes: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  yield* cutAfter(cut, bytes, async () => {
    if (cut.silence === 'STALL') await fallSilent(exchange, 'STALL')
    else exchange.request.socket.destroySoon()
  })
}

async function* cutAfter(
  { afterBytes }: Cut,
  bytes: AsyncIterable<Buffer>,
  breakOff: () => Promise<void>,
): AsyncGenerator<Buffer> {
  let left = afterBytes
  for await (const chunk of bytes) {
    yield chunk.subarray(0, left)
    left -= chunk.length
    if (left > 0) continue
    await breakOff()
    throw new BrokenOff(`cut after ${afterBytes} bytes`)
  }
}
