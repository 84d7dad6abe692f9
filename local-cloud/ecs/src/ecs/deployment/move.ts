import type { Deployment } from './deployment.ts'
import type { Effect } from './effects.ts'

/** What a step answers: the deployment as it is now, and what has to be done. */
export interface Move {
  readonly state: Deployment
  readonly effects: readonly Effect[]
}

export function stay(state: Deployment, effects: readonly Effect[] = []): Move {
  return { state, effects }
}
