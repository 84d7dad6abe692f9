import type { Control } from '@slipway/local-cloud-frame/control'
import type { AlarmContext } from './context.ts'
import { anyText, checkMembers, oneOf, text } from '@slipway/local-cloud-frame/members'
import { readState } from './read-state.ts'

const members = { alarmName: text, state: oneOf('ALARM', 'INSUFFICIENT_DATA', 'OK'), reason: anyText }

/** `{ "alarmName", "state", "reason"? }`: as SetAlarmState, for those who sign no requests. */
export const cloudwatchControls: readonly Control<AlarmContext>[] = [
  {
    method: 'POST',
    path: '/_local/alarms',
    run({ alarms }, body) {
      const given = checkMembers('a state of an alarm', members, ['alarmName', 'state'], body)
      const { alarmName, state, reason = 'set over the control surface' } = given as Readonly<Record<string, string>>
      alarms.set(alarmName ?? '', readState(state), reason)
      return { alarmName, state: alarms.stateOf(alarmName ?? '') }
    },
  },
]
