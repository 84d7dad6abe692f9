import type { Ground } from '../ground.ts'

/** Placeholder for the state of this service. */
export interface EcrState {
  readonly kind: 'ecr'
}

export function createEcrState(_ground: Ground): EcrState {
  return { kind: 'ecr' }
}
