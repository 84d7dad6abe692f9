import type { SetAlarmStateCommandInput as Input } from '@aws-sdk/client-cloudwatch'
import { operation, type Operation } from '../context.ts'
import { readState } from '../read-state.ts'

/** "The alarm returns to its actual state" with its next evaluation. */
export const setAlarmState: Operation = operation<Input, object>({
  page: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_SetAlarmState.html',
  accepts: ['AlarmName', 'StateReason', 'StateValue'],
  returns: [],
  run({ alarms }, { AlarmName = '', StateValue, StateReason = '' }) {
    alarms.set(AlarmName, readState(StateValue), StateReason)
    return {}
  },
})
