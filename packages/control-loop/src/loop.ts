import type { Decision } from '@slipway/outcome'
import type { Clock } from './clock.ts'

export interface Loop<Observation, Command, End> {
  readonly clock: Clock
  /** Looks at the world; called anew before every decision. */
  observe(): Promise<Observation>
  /** Pure: what to do next, and because of what. `now` is in epoch milliseconds. */
  decide(observation: Observation, now: number): Decision<Command, End>
  /** Idempotent: a second run with the same observation does no harm. */
  execute(command: Command, because: string): Promise<void>
  /** Called when the reason differs from the one before it, so that a log shows changes only. */
  say(because: string): void
  /** Wakes a wait early; the next decision sees what follows from it. */
  readonly signal?: AbortSignal
}

/** Observe, decide, execute, say why, until the decision is an end. */
export async function runLoop<Observation, Command, End>(loop: Loop<Observation, Command, End>): Promise<End> {
  let said = ''
  for (;;) {
    const decision = loop.decide(await loop.observe(), loop.clock.now())
    if (decision.because !== said) loop.say((said = decision.because))
    if (decision.kind === 'end') return decision.end
    if (decision.kind === 'act') await loop.execute(decision.command, decision.because)
    else await loop.clock.sleep(decision.ms, loop.signal)
  }
}
