import type { ScenarioReport } from '../model.ts'
import { duration } from '../words.ts'
import type { Bar } from './bar.ts'

/** The actions in the order in which they ran, numbered as in the list of decisions. */
export function stepBars({ steps }: ScenarioReport): readonly Bar[] {
  return steps.map(({ action, startMs, durationMs, conclusion, reason }, index) => ({
    startMs,
    durationMs,
    names: [`${index + 1} ${action}`, `${index + 1}`],
    title: `${index + 1}. ${action}: ${reason || conclusion}, ${duration(durationMs)}`,
    className: conclusion === 'success' ? 'step' : 'step refused',
  }))
}
