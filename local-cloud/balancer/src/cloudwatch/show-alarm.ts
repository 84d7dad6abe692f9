import type { MetricAlarm } from '@aws-sdk/client-cloudwatch'
import type { Alarm } from './state.ts'

export function showAlarm(alarm: Alarm): MetricAlarm {
  const { definition } = alarm
  return {
    AlarmName: definition.name,
    AlarmArn: alarm.arn,
    ...(definition.description === undefined ? {} : { AlarmDescription: definition.description }),
    AlarmConfigurationUpdatedTimestamp: alarm.configuredAt,
    ActionsEnabled: definition.actionsEnabled,
    OKActions: [...definition.actions.OK],
    AlarmActions: [...definition.actions.ALARM],
    InsufficientDataActions: [...definition.actions.INSUFFICIENT_DATA],
    StateValue: alarm.state,
    StateReason: alarm.reason,
    StateUpdatedTimestamp: alarm.stateUpdatedAt,
    StateTransitionedTimestamp: alarm.stateUpdatedAt,
    MetricName: definition.metricName,
    Namespace: definition.namespace,
    Statistic: definition.statistic,
    Dimensions: [...definition.dimensions],
    Period: definition.periodSeconds,
    EvaluationPeriods: definition.evaluationPeriods,
    DatapointsToAlarm: definition.datapointsToAlarm,
    Threshold: definition.threshold,
    ComparisonOperator: definition.comparison,
    TreatMissingData: definition.missingData,
  }
}
