import type { PushInputs } from './inputs.ts'
import type { Ports } from './ports.ts'
import type { Progress } from './result.ts'

/** What every step of one run is given: what was asked, the outside world, the end of the job, and what is known by now. */
export interface RunContext {
  readonly inputs: PushInputs
  readonly ports: Ports
  /** Aborted when the job is cancelled. */
  readonly signal: AbortSignal
  readonly progress: Progress
}
