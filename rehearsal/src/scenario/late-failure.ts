import { release } from './release.ts'
import type { Scenario } from './scenario.ts'

export const lateFailure: Scenario = {
  name: 'late-failure',
  title: 'Late failure',
  about: 'It passes every check and goes bad in production, while the release before it still stands by.',
  needs: [],
  expected: { verdict: 'fail', reason: 'alarm', happened: 'rolled-back-in-production' },
  play: async (scene) =>
    release(scene, { message: 'perf: cache every answer', text: 'A cache that runs full.', fault: 'late:60' }),
}
