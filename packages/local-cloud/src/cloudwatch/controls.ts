import type { Control } from '../frame/control.ts'
import { readState } from './read-state.ts'

/** `{ "alarmName", "state", "reason"? }`: as SetAlarmState, for those who sign no requests. */
export const cloudwatchControls: readonly Control[] = [
  {
    method: 'POST',
    path: '/_local/alarms',
    run({ alarms }, body) {
      const { alarmName, state, reason } = body as { alarmName?: unknown; state?: unknown; reason?: unknown }
      if (typeof alarmName !== 'string') throw new TypeError('"alarmName" must be a string')
      alarms.set(alarmName, readState(state), typeof reason === 'string' ? reason : 'set over the control surface')
      return { alarmName, state: alarms.stateOf(alarmName) }
    },
  },
]
