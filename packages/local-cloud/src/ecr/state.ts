/** Placeholder for the state of this service. */
export interface EcrState {
  readonly kind: 'ecr'
}
