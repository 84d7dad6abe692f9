import type { Exchange } from './route.ts'
import type { Fault } from './faults.ts'
import type { CloudContext } from './context.ts'

/** How a request can be left without an answer. */
export type Silence = 'RESET' | 'STALL'

export function isSilence(code: string | undefined): code is Silence {
  return code === 'RESET' || code === 'STALL'
}

/** Of a fault, what happens before the request does anything: the delay, the end of registry passwords by `expire`. */
export async function interfere(
  { clock, stopping }: CloudContext,
  fault: Fault | undefined,
  expire: () => void,
): Promise<void> {
  // The clock counts in time of the cloud, a delay in that of the wall.
  if (fault?.delayMs !== undefined) await clock.sleep(fault.delayMs * clock.speed, stopping)
  if (fault?.code === 'EXPIRE') expire()
}

/** Cuts the connection, or holds it until the client or the cloud gives up. */
export async function fallSilent({ request: { socket } }: Exchange, silence: Silence): Promise<void> {
  if (silence === 'RESET') return void socket.resetAndDestroy()
  if (!socket.destroyed) await new Promise((resolve) => socket.once('close', resolve))
}
