import { setTimeout as delay } from 'node:timers/promises'
import { slowness } from './slowness.ts'

/**
 * Whether it is too early to give up what began at `since` (epoch milliseconds) and may take `ms` of a machine that has
 * time for it: on a busy machine a process that is well answers late, and must not count as one that is ill.
 */
export async function isPatient(since: number, ms: number): Promise<boolean> {
  const spent = (): number => Date.now() - since
  return spent() < ms || spent() < ms * (await slowness())
}

/** Waits until there is no more patience, or until `signal` is aborted. Never rejects. */
export async function outOfPatience(ms: number, signal: AbortSignal): Promise<void> {
  const since = Date.now()
  let rest = ms
  while (!signal.aborted && (await isPatient(since, ms))) {
    await delay(rest, undefined, { ref: false, signal }).catch(() => undefined)
    rest = Math.max(50, ms / 4)
  }
}
