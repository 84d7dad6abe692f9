import { beforeTestTraffic, fromProductionTraffic } from '@slipway/rollout'
import { expect, it } from 'vitest'

it.for([
  ['no stage', undefined, 'between'],
  ['a stage that is not known', 'HYPER_SHIFT', 'between'],
  ['the first stage', 'RECONCILE_SERVICE', 'before test traffic'],
  ['while test traffic shifts', 'TEST_TRAFFIC_SHIFT', 'before test traffic'],
  ['after test traffic has shifted', 'POST_TEST_TRAFFIC_SHIFT', 'between'],
  ['before production traffic shifts', 'PRE_PRODUCTION_TRAFFIC_SHIFT', 'between'],
  ['while production traffic shifts', 'PRODUCTION_TRAFFIC_SHIFT', 'from production traffic'],
  ['the last stage', 'CLEAN_UP', 'from production traffic'],
] as const)('%s', ([, stage, is]) => {
  expect(beforeTestTraffic(stage)).toBe(is === 'before test traffic')
  expect(fromProductionTraffic(stage)).toBe(is === 'from production traffic')
})
