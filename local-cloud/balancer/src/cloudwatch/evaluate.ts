import type { ComparisonOperator } from '@aws-sdk/client-cloudwatch'
import type { AlarmDefinition, AlarmValue } from './state.ts'

export interface Evaluation {
  readonly state: AlarmValue
  readonly reason: string
}

type Judged = Pick<
  AlarmDefinition,
  'threshold' | 'comparison' | 'evaluationPeriods' | 'datapointsToAlarm' | 'missingData'
>

/**
 * The state of an alarm by its last periods. CloudWatch looks at somewhat more periods than `evaluationPeriods`
 * when some are missing; here it is exactly so many.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function evaluate(alarm: Judged, datapoints: readonly (number | undefined)[], now: AlarmValue): Evaluation {
  const last = datapoints.slice(-alarm.evaluationPeriods)
  const reported = last.filter((value) => value !== undefined)
  const missing = alarm.evaluationPeriods - reported.length
  const breaching = reported.filter((value) => breaches(alarm.comparison, value, alarm.threshold)).length
  const surely = breaching + (alarm.missingData === 'breaching' ? missing : 0)
  const told = describe(alarm, reported, breaching, missing)
  if (surely >= alarm.datapointsToAlarm) return { state: 'ALARM', reason: `Threshold Crossed: ${told}` }
  if (alarm.missingData === 'missing' && reported.length === 0) {
    return { state: 'INSUFFICIENT_DATA', reason: `Insufficient Data: ${told}` }
  }
  const possibly = breaching + missing
  if (alarm.missingData === 'ignore' && possibly >= alarm.datapointsToAlarm) return { state: now, reason: told }
  return { state: 'OK', reason: `Threshold not crossed: ${told}` }
}

function breaches(comparison: ComparisonOperator, value: number, threshold: number): boolean {
  if (comparison === 'GreaterThanThreshold') return value > threshold
  if (comparison === 'GreaterThanOrEqualToThreshold') return value >= threshold
  if (comparison === 'LessThanThreshold') return value < threshold
  return value <= threshold
}

function describe(alarm: Judged, reported: readonly number[], breaching: number, missing: number): string {
  const values = `[${reported.join(', ')}]`
  return (
    `${breaching} of the last ${alarm.evaluationPeriods} datapoints ${values} breached the threshold ` +
    `(${alarm.threshold}), ${missing} missing (minimum ${alarm.datapointsToAlarm} to ALARM).`
  )
}
