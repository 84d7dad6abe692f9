import type {
  DescribeAlarmsCommandInput as Input,
  DescribeAlarmsCommandOutput as Output,
} from '@aws-sdk/client-cloudwatch'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { showAlarm } from '../show-alarm.ts'

const most = 100
const usual = 50

/** Alarms by name; names that nothing has are left out, as the service does. */
export const describeAlarms: Operation = operation<Input, Answer<Output>>({
  page: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html',
  accepts: ['AlarmNamePrefix', 'AlarmNames', 'MaxRecords', 'NextToken', 'StateValue'],
  returns: ['MetricAlarms[].AlarmName', 'MetricAlarms[].AlarmArn', 'MetricAlarms[].StateValue'],
  run({ alarms: { alarms } }, { AlarmNames, AlarmNamePrefix = '', StateValue, MaxRecords = usual, NextToken }) {
    if (MaxRecords < 1 || MaxRecords > most) {
      throw new AwsError('ValidationException', `MaxRecords ${MaxRecords} must be between 1 and ${most}`)
    }
    const all = [...alarms.values()]
      .filter(({ definition: { name } }) => (AlarmNames?.includes(name) ?? true) && name.startsWith(AlarmNamePrefix))
      .filter(({ state }) => (StateValue ?? state) === state)
      .toSorted((one, other) => (one.definition.name < other.definition.name ? -1 : 1))
    const place = NextToken === undefined ? '0' : Buffer.from(NextToken, 'base64url').toString('utf8')
    const start = /^\d+$/.test(place) ? Number(place) : Number.NaN
    if (!Number.isInteger(start)) throw new AwsError('InvalidNextToken', `NextToken '${NextToken}' is not valid`)
    const end = start + MaxRecords
    const next = end < all.length ? { NextToken: Buffer.from(String(end)).toString('base64url') } : {}
    return { MetricAlarms: all.slice(start, end).map(showAlarm), CompositeAlarms: [], ...next }
  },
})
