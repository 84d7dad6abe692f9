import type { Ground } from '../ground.ts'

/** Placeholder for the state of this service. */
export interface EcsState {
  readonly kind: 'ecs'
}

export function createEcsState(_ground: Ground): EcsState {
  return { kind: 'ecs' }
}
