import { release } from './release.ts'
import type { Scenario } from './scenario.ts'

export const brokenRelease: Scenario = {
  name: 'broken-release',
  title: 'Broken release',
  about: 'It starts and its health check is content, but every answer is a 500.',
  needs: [],
  expected: { verdict: 'fail', reason: 'verification-failed', happened: 'refused-on-test' },
  play: async (scene) =>
    release(scene, { message: 'fix: tidy up the routes', text: 'A change that nobody tried out.', fault: 'error' }),
}
