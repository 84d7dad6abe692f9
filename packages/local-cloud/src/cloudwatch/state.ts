/** Placeholder for the state of this service. */
export interface AlarmState {
  readonly kind: 'cloudwatch'
}
