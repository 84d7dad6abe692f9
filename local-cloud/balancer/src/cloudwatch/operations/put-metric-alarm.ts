import type { PutMetricAlarmCommandInput as Input } from '@aws-sdk/client-cloudwatch'
import { operation, type Operation } from '../context.ts'
import { readDefinition } from '../read-definition.ts'
import { alarmArn, type Alarm } from '../state.ts'
import { readTags } from '../tags.ts'
import { watch } from '../watch.ts'

/** Makes an alarm, or replaces the definition of one, which leaves its state as it is. */
export const putMetricAlarm: Operation = operation<Input, object>({
  page: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html',
  accepts: [
    'ActionsEnabled',
    'AlarmActions',
    'AlarmDescription',
    'AlarmName',
    'ComparisonOperator',
    'DatapointsToAlarm',
    'Dimensions',
    'EvaluationPeriods',
    'InsufficientDataActions',
    'MetricName',
    'Namespace',
    'OKActions',
    'Period',
    'Statistic',
    'Tags',
    'Threshold',
    'TreatMissingData',
  ],
  returns: [],
  run(world, input) {
    const definition = readDefinition(input)
    const tags = readTags(input.Tags)
    const before = world.alarms.alarms.get(definition.name)
    before?.over.abort()
    const now = world.clock.now()
    const alarm: Alarm = {
      arn: alarmArn(world, definition.name),
      definition,
      // Those of an alarm that is there are changed by TagResource alone.
      tags: before?.tags ?? tags,
      configuredAt: now,
      over: new AbortController(),
      state: before?.state ?? 'INSUFFICIENT_DATA',
      reason: before?.reason ?? 'Unchecked: Initial alarm creation',
      stateUpdatedAt: before?.stateUpdatedAt ?? now,
      datapoints: [],
    }
    world.alarms.alarms.set(definition.name, alarm)
    void watch(world, alarm)
    return {}
  },
})
