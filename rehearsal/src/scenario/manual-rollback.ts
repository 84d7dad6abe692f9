import { cluster, service } from '../infrastructure/service.ts'
import type { Scenario } from './scenario.ts'

export const manualRollback: Scenario = {
  name: 'manual-rollback',
  title: 'Manual rollback',
  about: 'Somebody decides that the release in production has to go, although nothing is wrong with its numbers.',
  needs: ['good-release'],
  expected: { verdict: 'pass', reason: 'restored', happened: 'restored' },
  async play(scene) {
    await scene.act('ecs-rollback', { cluster, service, ...scene.environment.pace.rollback })
    return undefined
  },
}
