/** Placeholder for the state of this service. */
export interface EcsState {
  readonly kind: 'ecs'
}
