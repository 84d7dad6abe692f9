import { release } from './release.ts'
import type { Scenario } from './scenario.ts'

export const secondRelease: Scenario = {
  name: 'second-release',
  title: 'Second release',
  about: 'The next good release starts from the tag of the one before, and moves version, tag and production on.',
  needs: ['good-release'],
  expected: { verdict: 'pass', reason: 'deployed', happened: 'released' },
  play: async (scene) =>
    release(scene, { message: 'feat: say how long an answer took', text: 'A feature, and all the fixes it needed.' }),
}
