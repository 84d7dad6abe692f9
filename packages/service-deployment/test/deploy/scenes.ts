import { definition, image, type Scenario } from './world.ts'

export const pause = { hookId: 'h1', targetType: 'PAUSE', status: 'AWAITING_ACTION', timeoutAction: 'ROLLBACK' }
export const atPause = { lifecycleStage: 'POST_TEST_TRAFFIC_SHIFT', hooks: [pause] }
export const hooks = [{ targetType: 'PAUSE', stages: ['POST_TEST_TRAFFIC_SHIFT'] }]
export const done = { status: 'SUCCESSFUL' }
export const rolledBack = {
  status: 'ROLLBACK_SUCCESSFUL',
  rollback: { reason: 'asked for', serviceRevisionArn: 'rev/1' },
}
export const withImage = { ...definition, containerDefinitions: [{ name: 'api', image }] }
export const started = ['RegisterTaskDefinition td/api:2', 'UpdateService td/api:2']
export const running = { 'td/api:1': definition, 'td/api:2': withImage }
export const past = (status: string, revision: string, createdAt = 1): NonNullable<Scenario['past']>[number] => ({
  arn: `sd/${createdAt}`,
  status,
  createdAt,
  targetRevisionArn: revision,
})

export interface Row extends Scenario {
  readonly name: string
  /** `VERDICT REASON` */
  readonly is: string
  readonly writes: readonly string[]
}
