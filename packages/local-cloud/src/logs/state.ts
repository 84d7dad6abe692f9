import type { Ground } from '../ground.ts'

/** Placeholder for the state of this service. */
export interface LogState {
  readonly kind: 'logs'
}

export function createLogState(_ground: Ground): LogState {
  return { kind: 'logs' }
}
