import type { ComparisonOperator } from '@aws-sdk/client-cloudwatch'
import { expect, it } from 'vitest'
import { evaluate } from '@slipway/local-cloud-balancer/cloudwatch/evaluate'
import type { AlarmValue, MissingData } from '@slipway/local-cloud-balancer/cloudwatch/state'

/** `X` breaches, `0` does not, `-` was not reported. */
const datapoints = (picture: string): (number | undefined)[] =>
  picture.split('').map((mark) => (mark === '-' ? undefined : mark === 'X' ? 10 : 0))

it.for<{
  picture: string
  of: [needed: number, periods: number]
  missing: MissingData
  before?: AlarmValue
  state: AlarmValue
}>([
  { picture: '', of: [1, 1], missing: 'missing', state: 'INSUFFICIENT_DATA' },
  { picture: '', of: [1, 1], missing: 'notBreaching', state: 'OK' },
  { picture: '', of: [1, 1], missing: 'breaching', state: 'ALARM' },
  { picture: '0', of: [1, 1], missing: 'missing', state: 'OK' },
  { picture: 'X', of: [1, 1], missing: 'missing', state: 'ALARM' },
  { picture: 'XX0', of: [2, 3], missing: 'missing', state: 'ALARM' },
  { picture: 'X00', of: [2, 3], missing: 'missing', state: 'OK' },
  { picture: 'XXX0', of: [3, 3], missing: 'missing', state: 'OK' },
  { picture: '---', of: [2, 3], missing: 'missing', state: 'INSUFFICIENT_DATA' },
  { picture: 'X--', of: [2, 3], missing: 'missing', state: 'OK' },
  { picture: 'X--', of: [2, 3], missing: 'breaching', state: 'ALARM' },
  { picture: 'X--', of: [2, 3], missing: 'notBreaching', state: 'OK' },
  { picture: 'X--', of: [2, 3], missing: 'ignore', before: 'ALARM', state: 'ALARM' },
  { picture: 'X--', of: [2, 3], missing: 'ignore', before: 'OK', state: 'OK' },
  { picture: '00-', of: [2, 3], missing: 'ignore', before: 'ALARM', state: 'OK' },
  { picture: 'XX-', of: [2, 3], missing: 'ignore', before: 'OK', state: 'ALARM' },
])(
  '"$picture", $of of them, missing is $missing: $state',
  ({ picture, of: [needed, periods], missing, before, state }) => {
    const alarm = {
      threshold: 5,
      comparison: 'GreaterThanThreshold' as const,
      evaluationPeriods: periods,
      datapointsToAlarm: needed,
      missingData: missing,
    }
    expect(evaluate(alarm, datapoints(picture), before ?? 'INSUFFICIENT_DATA').state).toBe(state)
  },
)

it.for<{ comparison: ComparisonOperator; alarms: number[] }>([
  { comparison: 'GreaterThanThreshold', alarms: [6] },
  { comparison: 'GreaterThanOrEqualToThreshold', alarms: [5, 6] },
  { comparison: 'LessThanThreshold', alarms: [4] },
  { comparison: 'LessThanOrEqualToThreshold', alarms: [4, 5] },
])('$comparison of 5 is $alarms', ({ comparison, alarms }) => {
  const alarm = {
    threshold: 5,
    comparison,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    missingData: 'missing',
  } as const
  expect([4, 5, 6].filter((value) => evaluate(alarm, [value], 'OK').state === 'ALARM')).toEqual(alarms)
})
