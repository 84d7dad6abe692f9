import type { ComparisonOperator, Dimension, Statistic } from '@aws-sdk/client-cloudwatch'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import type { Beginning } from '@slipway/local-cloud-frame/context'
import type { Tag } from '@slipway/local-cloud-frame/tags'

export type AlarmValue = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA'

export type MissingData = 'breaching' | 'notBreaching' | 'ignore' | 'missing'

/** What PutMetricAlarm says. */
export interface AlarmDefinition {
  readonly name: string
  readonly description: string | undefined
  readonly actionsEnabled: boolean
  readonly namespace: string
  readonly metricName: string
  readonly dimensions: readonly Dimension[]
  readonly statistic: Statistic
  readonly periodSeconds: number
  readonly evaluationPeriods: number
  readonly datapointsToAlarm: number
  readonly threshold: number
  readonly comparison: ComparisonOperator
  readonly missingData: MissingData
  /** ARNs of what a real alarm would tell, by the state it changes to; here nobody is told. */
  readonly actions: Readonly<Record<AlarmValue, readonly string[]>>
}

export interface Alarm {
  readonly arn: string
  readonly definition: AlarmDefinition
  tags: readonly Tag[]
  readonly configuredAt: Date
  /** Aborted when the definition is replaced or deleted. */
  readonly over: AbortController
  state: AlarmValue
  reason: string
  stateUpdatedAt: Date
  /** Of the last periods, the newest last; undefined where nothing was reported. */
  datapoints: readonly (number | undefined)[]
}

export function alarmArn({ region, accountId }: Pick<Beginning, 'region' | 'accountId'>, name: string): string {
  return `arn:aws:cloudwatch:${region}:${accountId}:alarm:${name}`
}

export interface AlarmState {
  readonly alarms: Map<string, Alarm>
  stateOf(name: string): AlarmValue | undefined
  /** As SetAlarmState does: until the next evaluation finds something else. */
  set(name: string, state: AlarmValue, reason: string): void
}

export function createAlarmState({ clock, timeline }: Beginning): AlarmState {
  const alarms = new Map<string, Alarm>()
  return {
    alarms,
    stateOf: (name) => alarms.get(name)?.state,
    set(name, state, reason) {
      const alarm = alarms.get(name)
      if (alarm === undefined) throw new AwsError('ResourceNotFound', `Alarm '${name}' does not exist`, 404)
      alarm.reason = reason
      if (alarm.state === state) return
      alarm.state = state
      alarm.stateUpdatedAt = clock.now()
      timeline.record({ kind: 'alarm', alarmName: name, state })
    },
  }
}
