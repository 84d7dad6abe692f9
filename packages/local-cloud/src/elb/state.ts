import type { Ground } from '../ground.ts'

/** Placeholder for the state of this service. */
export interface ElbState {
  readonly kind: 'elb'
}

export function createElbState(_ground: Ground): ElbState {
  return { kind: 'elb' }
}
