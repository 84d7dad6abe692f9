/** Placeholder for the state of this service. */
export interface ElbState {
  readonly kind: 'elb'
}
