import type { Exchange } from './route.ts'
import type { Fault } from './faults.ts'
import type { World } from '../world.ts'

/** How a request can be left without an answer. */
export type Silence = 'RESET' | 'STALL'

export function isSilence(code: string | undefined): code is Silence {
  return code === 'RESET' || code === 'STALL'
}

/** Of a fault, what happens before the request does anything: the delay, the end of registry passwords. */
export async function interfere(world: World, fault: Fault | undefined): Promise<void> {
  // The clock counts in time of the cloud, a delay in that of the wall.
  if (fault?.delayMs !== undefined) await world.clock.sleep(fault.delayMs * world.clock.speed, world.stopping)
  if (fault?.code === 'EXPIRE') world.ecr.tokens.expireAll()
}

/** Cuts the connection, or holds it until the client or the cloud gives up. */
export async function fallSilent({ request: { socket } }: Exchange, silence: Silence): Promise<void> {
  if (silence === 'RESET') return void socket.resetAndDestroy()
  if (!socket.destroyed) await new Promise((resolve) => socket.once('close', resolve))
}
