import { release } from './release.ts'
import type { Scenario } from './scenario.ts'

export const nothingToRelease: Scenario = {
  name: 'nothing-to-release',
  title: 'Nothing to release',
  about: 'A commit that changes no behaviour: the pipeline ends at the version.',
  needs: ['good-release'],
  expected: { verdict: '', reason: 'none', happened: 'nothing' },
  play: async (scene) => release(scene, { message: 'docs: fix a sentence', text: 'A sentence that reads better.' }),
}
