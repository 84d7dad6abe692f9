import { isTransient } from '@slipway/aws/transient'
import { within } from '@slipway/aws/within'
import type { Clock } from '@slipway/control-loop'
import { describe } from '@slipway/outcome'

/** Milliseconds that a question has which is asked at the deadline: the last look may be the one that tells. */
const least = 1000

/** Asks AWS a question of the gate; `unanswered` makes an answer of the reason why there was none. */
export type Ask = <T>(question: (signal: AbortSignal) => Promise<T>, unanswered: (why: string) => T) => Promise<T>

/**
 * No question outlasts the deadline, in epoch milliseconds. Throttling, and AWS being away for a while, are no verdict:
 * the next look may see more.
 */
export function askingUntil(deadline: number, clock: Pick<Clock, 'now'>, signal: AbortSignal): Ask {
  return async (question, unanswered) => {
    try {
      return await within(Math.max(least, deadline - clock.now()), signal, question)
    } catch (error) {
      if (!signal.aborted && isTransient(error)) return unanswered(describe(error))
      throw error
    }
  }
}
