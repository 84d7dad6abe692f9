import type { ReleaseLine } from '@slipway/versioning'
import type { Authors } from './reading/authors.ts'
import type { History } from './history.ts'
import type { SemverInputs } from './inputs.ts'
import type { SemverPorts } from './ports.ts'

/** What is asked in every round of a run. */
export interface RunContext {
  readonly inputs: SemverInputs
  readonly ports: SemverPorts
  /** Aborted when the job is cancelled: nothing is tagged after that. */
  readonly signal: AbortSignal
  readonly history: History
  readonly authors: Authors
  readonly head: string
  readonly line: ReleaseLine
  /** Whether the history holds all that its commits contain. */
  readonly isWhole: boolean
  /** Whether `head` is to be tagged, or measured as if it were. */
  readonly claims: boolean
  /** The commits that the label on the pull request of the event approves. */
  readonly labelled: ReadonlySet<string>
}
