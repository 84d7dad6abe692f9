import type { Ground } from '../ground.ts'

/** Placeholder for the state of this service. */
export interface AlarmState {
  readonly kind: 'cloudwatch'
}

export function createAlarmState(_ground: Ground): AlarmState {
  return { kind: 'cloudwatch' }
}
