import type { Log } from '@slipway/outcome'
import type { EcsPort } from '@slipway/aws/ecs'
import type { LogsPort } from '@slipway/aws/logs'
import type { StsPort } from '@slipway/aws/sts'
import type { TargetHealthPort } from '@slipway/aws/target-health'
import type { Clock } from '@slipway/control-loop'

/** The world as a rollback needs it. */
export interface Ports {
  readonly sts: StsPort
  readonly ecs: EcsPort
  readonly logs: LogsPort
  readonly targetHealth: TargetHealthPort
  readonly clock: Clock
  readonly log: Log
}
