import type { ComparisonOperator, PutMetricAlarmCommandInput as Input, Statistic } from '@aws-sdk/client-cloudwatch'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { unsupportedHere } from '@slipway/local-cloud-frame/input'
import { metrics, namespace } from './metrics.ts'
import type { AlarmDefinition, MissingData } from './state.ts'

const comparisons: readonly ComparisonOperator[] = [
  'GreaterThanOrEqualToThreshold',
  'GreaterThanThreshold',
  'LessThanOrEqualToThreshold',
  'LessThanThreshold',
]
const statistics: readonly Statistic[] = ['Average', 'Maximum', 'Minimum', 'SampleCount', 'Sum']
const missingData: readonly MissingData[] = ['breaching', 'ignore', 'missing', 'notBreaching']

export function readDefinition(input: Input): AlarmDefinition {
  const evaluationPeriods = positive('EvaluationPeriods', input.EvaluationPeriods)
  const definition: AlarmDefinition = {
    name: required('AlarmName', input.AlarmName),
    description: input.AlarmDescription,
    actionsEnabled: input.ActionsEnabled ?? true,
    namespace: required('Namespace', input.Namespace),
    metricName: required('MetricName', input.MetricName),
    dimensions: input.Dimensions ?? [],
    statistic: oneOf('Statistic', statistics, input.Statistic),
    periodSeconds: period(input.Period),
    evaluationPeriods,
    datapointsToAlarm: positive('DatapointsToAlarm', input.DatapointsToAlarm ?? evaluationPeriods),
    threshold: required('Threshold', input.Threshold),
    comparison: oneOf('ComparisonOperator', comparisons, input.ComparisonOperator),
    missingData: oneOf('TreatMissingData', missingData, input.TreatMissingData ?? 'missing'),
    actions: readActions(input),
  }
  if (definition.datapointsToAlarm > evaluationPeriods) {
    throw invalid(
      `DatapointsToAlarm ${definition.datapointsToAlarm} is more than EvaluationPeriods ${evaluationPeriods}`,
    )
  }
  checkMetric(definition)
  return definition
}

/** Metrics of other namespaces are taken, and nobody publishes them: such alarms change by SetAlarmState alone. */
function checkMetric({ namespace: given, metricName, dimensions }: AlarmDefinition): void {
  if (given !== namespace) return
  const metric = metrics[metricName]
  if (metric === undefined) throw unsupportedHere(`there is no metric ${metricName} of ${namespace} here`)
  const names = dimensions.map(({ Name }) => Name ?? '')
  const unknown = names.filter((name) => name !== 'LoadBalancer' && name !== 'TargetGroup')
  if (unknown.length > 0) throw unsupportedHere(`there is no dimension ${unknown.join(', ')} of ${metricName} here`)
  if (metric.kind === 'hosts' && !names.includes('TargetGroup')) {
    throw unsupportedHere(`${metricName} needs the dimension TargetGroup here`)
  }
}

const mostActions = 5

function readActions({
  OKActions = [],
  AlarmActions = [],
  InsufficientDataActions = [],
}: Input): AlarmDefinition['actions'] {
  const actions = { OK: OKActions, ALARM: AlarmActions, INSUFFICIENT_DATA: InsufficientDataActions }
  for (const [state, arns] of Object.entries(actions)) {
    if (arns.length > mostActions) throw invalid(`${state} has at most ${mostActions} actions, not ${arns.length}`)
    const broken = arns.find((arn) => !/^arn:[^:]+:[^:]+:/.test(arn))
    if (broken !== undefined) throw invalid(`Invalid arn syntax: ${broken}`)
  }
  return actions
}

function required<Value>(name: string, value: Value | undefined): Value {
  if (value === undefined) throw new AwsError('MissingRequiredParameterException', `The parameter ${name} is required`)
  return value
}

function positive(name: string, value: number | undefined): number {
  const given = required(name, value)
  if (Number.isInteger(given) && given > 0) return given
  throw invalid(`${name} ${given} must be a positive integer`)
}

/** "Valid values are 10, 20, 30, and any multiple of 60", by the page of PutMetricAlarm. */
function period(value: number | undefined): number {
  const given = positive('Period', value)
  if ([10, 20, 30].includes(given) || given % 60 === 0) return given
  throw invalid(`Period must be 10, 20, 30 or a multiple of 60, not ${given}`)
}

function oneOf<Value extends string>(name: string, known: readonly Value[], value: string | undefined): Value {
  const given = required(name, value)
  const found = known.find((entry) => entry === given)
  if (found === undefined) throw invalid(`${name} ${given} must be one of ${known.join(', ')}`)
  return found
}

const invalid = (message: string): AwsError => new AwsError('ValidationException', message)
