import type {
  DescribeAlarmsForMetricCommandInput as Input,
  DescribeAlarmsForMetricCommandOutput as Output,
  Dimension,
} from '@aws-sdk/client-cloudwatch'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { showAlarm } from '../show-alarm.ts'
import type { AlarmDefinition } from '../state.ts'

/** Alarms on one metric, which all of its dimensions name. */
export const describeAlarmsForMetric: Operation = operation<Input, Answer<Output>>({
  page: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarmsForMetric.html',
  accepts: ['Dimensions', 'MetricName', 'Namespace', 'Period', 'Statistic'],
  returns: ['MetricAlarms[].AlarmName', 'MetricAlarms[].AlarmArn', 'MetricAlarms[].StateValue'],
  run: ({ alarms: { alarms } }, input) => ({
    MetricAlarms: [...alarms.values()].filter(({ definition }) => isOn(definition, input)).map(showAlarm),
  }),
})

function isOn(alarm: AlarmDefinition, input: Input): boolean {
  const { Dimensions = [], Period = alarm.periodSeconds, Statistic = alarm.statistic } = input
  return (
    alarm.namespace === input.Namespace &&
    alarm.metricName === input.MetricName &&
    alarm.periodSeconds === Period &&
    alarm.statistic === Statistic &&
    key(alarm.dimensions) === key(Dimensions)
  )
}

/** Their order means nothing. */
function key(dimensions: readonly Dimension[]): string {
  return JSON.stringify(dimensions.map(({ Name, Value }) => [Name, Value].join('=')).toSorted())
}
