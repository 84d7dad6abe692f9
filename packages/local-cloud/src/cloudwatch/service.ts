import type { Service } from '../frame/operation.ts'
import { deleteAlarms } from './delete-alarms.ts'
import { describeAlarms } from './describe-alarms.ts'
import { putMetricAlarm } from './put-metric-alarm.ts'
import { setAlarmState } from './set-alarm-state.ts'

export const cloudwatch: Service = {
  name: 'monitoring',
  protocol: { kind: 'json', version: '1.0', targetPrefix: 'GraniteServiceVersion20100801' },
  operations: {
    DeleteAlarms: deleteAlarms,
    DescribeAlarms: describeAlarms,
    PutMetricAlarm: putMetricAlarm,
    SetAlarmState: setAlarmState,
  },
}
