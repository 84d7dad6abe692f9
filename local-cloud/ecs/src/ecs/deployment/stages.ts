/**
 * Lifecycle stages of a blue/green service deployment, in the order of
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-how-it-works.html
 * (the SDK's enum is alphabetical and lacks PRE_PRODUCTION_TRAFFIC_SHIFT).
 */
export const stages = [
  'RECONCILE_SERVICE',
  'PRE_SCALE_UP',
  'SCALE_UP',
  'POST_SCALE_UP',
  'TEST_TRAFFIC_SHIFT',
  'POST_TEST_TRAFFIC_SHIFT',
  'PRE_PRODUCTION_TRAFFIC_SHIFT',
  'PRODUCTION_TRAFFIC_SHIFT',
  'POST_PRODUCTION_TRAFFIC_SHIFT',
  'BAKE_TIME',
  'CLEAN_UP',
] as const

export type Stage = (typeof stages)[number]

/** Undefined after the last one. */
export function stageAfter(stage: Stage): Stage | undefined {
  return stages[stages.indexOf(stage) + 1]
}

/** Stages at which any hook may stand. */
export const hookableStages: readonly Stage[] = stages.filter(
  (stage) => !['SCALE_UP', 'BAKE_TIME', 'CLEAN_UP'].includes(stage),
)

/** Stages at which a PAUSE hook may stand: not while traffic is shifting. */
export const pausableStages: readonly Stage[] = hookableStages.filter(
  (stage) => stage !== 'TEST_TRAFFIC_SHIFT' && stage !== 'PRODUCTION_TRAFFIC_SHIFT',
)
