import { release } from './release.ts'
import type { Scenario } from './scenario.ts'

export const crashingRelease: Scenario = {
  name: 'crashing-release',
  title: 'Crashing release',
  about: 'Its tasks exit shortly after they have started, again and again.',
  needs: [],
  expected: { verdict: 'fail', reason: 'circuit-breaker', happened: 'crashed' },
  play: async (scene) =>
    release(scene, { message: 'feat: keep visitors in a database', text: 'A setting is missing.', fault: 'crash' }),
}
