import type { AlarmContext } from './context.ts'
import { evaluate } from './evaluate.ts'
import { measure } from './measure.ts'
import { namespace } from './metrics.ts'
import type { Alarm } from './state.ts'

/** A period shorter than this on the wall would see single requests, not a rate. */
const shortestPeriodMs = 200

/** Takes a datapoint after every period, and tells by the last ones how the alarm stands. */
export async function watch(world: AlarmContext, alarm: Alarm): Promise<void> {
  const { definition, over } = alarm
  // Nothing publishes other metrics here, so such an alarm stays as it is set.
  if (definition.namespace !== namespace) return
  const signal = AbortSignal.any([over.signal, world.stopping])
  const periodMs = Math.max(world.clock.wall(definition.periodSeconds * 1000), shortestPeriodMs)
  let from = Date.now()
  for (;;) {
    await world.clock.sleep((from + periodMs - Date.now()) * world.clock.speed, signal)
    if (signal.aborted) return
    const to = Date.now()
    const datapoint = measure(world, definition, from, to)
    from = to
    alarm.datapoints = [...alarm.datapoints, datapoint].slice(-definition.evaluationPeriods)
    const { state, reason } = evaluate(definition, alarm.datapoints, alarm.state)
    world.alarms.set(definition.name, state, reason)
  }
}
