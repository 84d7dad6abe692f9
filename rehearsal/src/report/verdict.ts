import type { Report } from './model.ts'
import { count } from './words.ts'

/** The whole rehearsal in a few words. */
export function verdict({ conclusion, ok, scenarios, wanted, trouble }: Report): string {
  if (conclusion === 'inconclusive') return 'Inconclusive: this machine was too busy'
  const red = scenarios.filter((scenario) => !scenario.ok).length
  if (red > 0) return `${red} of ${wanted} not as expected`
  if (scenarios.length < wanted) return `Ended after ${scenarios.length} of ${count(wanted, 'scenario')}`
  if (trouble.length > 0 || !ok) return 'Trouble beside the scenarios'
  return wanted === 1 ? 'One scenario, ended as expected' : `All ${wanted} ended as expected`
}
