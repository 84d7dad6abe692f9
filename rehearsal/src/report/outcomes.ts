import type { Happening } from '../evidence/happening.ts'
import type { ScenarioReport } from './model.ts'

/** What became of releases, in the order in which it is told. */
const words: Readonly<Record<Happening, string>> = {
  released: 'released',
  'refused-at-the-gate': 'stopped at the gate',
  'refused-on-test': 'rolled back before production',
  crashed: 'rolled back before production',
  'rolled-back-in-production': 'rolled back in production',
  restored: 'restored by hand',
  nothing: 'with nothing to release',
  unclear: 'unclear',
}

/** How many scenarios ended in which way: `2 released, 1 stopped at the gate`. */
export function outcomes(scenarios: readonly Pick<ScenarioReport, 'actual'>[]): string {
  const counted = [...new Set(Object.values(words))].map((word) => {
    return [scenarios.filter(({ actual }) => words[actual.happened] === word).length, word] as const
  })
  return counted
    .filter(([count]) => count > 0)
    .map((one) => one.join(' '))
    .join(', ')
}
