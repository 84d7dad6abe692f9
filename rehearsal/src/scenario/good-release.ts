import { release } from './release.ts'
import type { Scenario } from './scenario.ts'

export const goodRelease: Scenario = {
  name: 'good-release',
  title: 'Good release',
  about: 'A feature goes from its commit to production under constant load and is tagged at the end.',
  needs: [],
  expected: { verdict: 'pass', reason: 'deployed', happened: 'released' },
  play: async (scene) =>
    release(scene, { message: 'feat: answer faster', text: 'A feature that people have waited for.' }),
}
