import type { PutMetricAlarmCommandInput as Input } from '@aws-sdk/client-cloudwatch'
import { operation, type Operation } from '../frame/operation.ts'
import { readDefinition } from './read-definition.ts'
import type { Alarm } from './state.ts'
import { watch } from './watch.ts'

/** Makes an alarm, or replaces the definition of one, which leaves its state as it is. */
export const putMetricAlarm: Operation = operation<Input, object>({
  page: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html',
  accepts: [
    'ActionsEnabled',
    'AlarmDescription',
    'AlarmName',
    'ComparisonOperator',
    'DatapointsToAlarm',
    'Dimensions',
    'EvaluationPeriods',
    'MetricName',
    'Namespace',
    'Period',
    'Statistic',
    'Threshold',
    'TreatMissingData',
  ],
  returns: [],
  run(world, input) {
    const definition = readDefinition(input)
    const before = world.alarms.alarms.get(definition.name)
    before?.over.abort()
    const now = world.clock.now()
    const alarm: Alarm = {
      arn: `arn:aws:cloudwatch:${world.region}:${world.accountId}:alarm:${definition.name}`,
      definition,
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
