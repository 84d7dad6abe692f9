import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import type { AlarmValue } from './state.ts'

const states: readonly AlarmValue[] = ['ALARM', 'INSUFFICIENT_DATA', 'OK']

export function readState(value: unknown): AlarmValue {
  const state = states.find((entry) => entry === value)
  if (state !== undefined) return state
  throw new AwsError('ValidationException', `State '${String(value)}' must be one of ${states.join(', ')}`)
}
