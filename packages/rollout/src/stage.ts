/**
 * Lifecycle stages in the order in which ECS runs them. The SDK's enum is alphabetical and incomplete.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-how-it-works.html
 */
const order: readonly string[] = [
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
]
const production = order.indexOf('PRODUCTION_TRAFFIC_SHIFT')
const testTraffic = order.indexOf('TEST_TRAFFIC_SHIFT')

/**
 * Whether the target revision is not yet behind the test listener at this stage, so that a probe would see the old one.
 * A stage that is not known, or none, is not early.
 */
export function beforeTestTraffic(stage: string | undefined): boolean {
  const position = order.indexOf(stage ?? '')
  return position >= 0 && position <= testTraffic
}

/** Whether production traffic shifts at this stage or has shifted: a verification before it is over. */
export function fromProductionTraffic(stage: string | undefined): boolean {
  return order.indexOf(stage ?? '') >= production
}

/** `POST_SCALE_UP (4 of 11)`; a stage that is not known is shown as it is. */
export function showStage(stage: string): string {
  const position = order.indexOf(stage)
  return position < 0 ? stage : `${stage} (${position + 1} of ${order.length})`
}
