/** Placeholder for the state of this service. */
export interface LogState {
  readonly kind: 'logs'
}
