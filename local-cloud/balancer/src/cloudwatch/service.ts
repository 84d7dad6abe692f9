import type { Service } from '@slipway/local-cloud-frame/operation'
import type { AlarmContext } from './context.ts'
import { deleteAlarms } from './operations/delete-alarms.ts'
import { describeAlarmsForMetric } from './operations/describe-alarms-for-metric.ts'
import { describeAlarms } from './operations/describe-alarms.ts'
import { listTagsForResource } from './operations/list-tags-for-resource.ts'
import { putMetricAlarm } from './operations/put-metric-alarm.ts'
import { setAlarmState } from './operations/set-alarm-state.ts'
import { tagResource } from './operations/tag-resource.ts'
import { untagResource } from './operations/untag-resource.ts'

export const cloudwatch: Service<AlarmContext> = {
  name: 'monitoring',
  // The JS SDK takes JSON, boto3 and the AWS CLI of today CBOR, those of before 2026 and Terraform Query.
  protocols: [
    { kind: 'json', version: '1.0', targetPrefix: 'GraniteServiceVersion20100801' },
    { kind: 'cbor', serviceName: 'GraniteServiceVersion20100801' },
    { kind: 'query', version: '2010-08-01', namespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/' },
  ],
  operations: {
    DeleteAlarms: deleteAlarms,
    DescribeAlarms: describeAlarms,
    DescribeAlarmsForMetric: describeAlarmsForMetric,
    ListTagsForResource: listTagsForResource,
    PutMetricAlarm: putMetricAlarm,
    SetAlarmState: setAlarmState,
    TagResource: tagResource,
    UntagResource: untagResource,
  },
}
