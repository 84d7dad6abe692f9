import type { DeploymentRecord } from './records.ts'
import type { EcsContext } from './context.ts'

/** Writes a deployment's status and stage into the timeline. */
export function recordDeployment(world: EcsContext, { arn, service, state }: DeploymentRecord): void {
  world.timeline.record({
    kind: 'deployment',
    service: service.arn,
    serviceDeploymentArn: arn,
    status: state.status,
    ...(state.stage === undefined ? {} : { lifecycleStage: state.stage }),
    ...(state.statusReason === undefined ? {} : { reason: state.statusReason }),
  })
}
