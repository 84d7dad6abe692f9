import type { AlarmState } from '@slipway/local-cloud-balancer/cloudwatch/state'
import type { Balancing } from '@slipway/local-cloud-balancer/elb/balancing'
import type { CloudContext } from '@slipway/local-cloud-frame/context'
import type { LogState } from '../logs/state.ts'
import type { Images } from '@slipway/local-cloud-images/registry/pulled-image'
import type { Operation as AnyOperation } from '@slipway/local-cloud-frame/operation'
import type { EcsState } from './state.ts'

/** What ECS works in. */
export interface EcsContext extends CloudContext {
  readonly ecs: EcsState
  readonly logs: LogState
  readonly alarms: AlarmState
  readonly images: Images
  readonly balancing: Balancing
}

export type Operation = AnyOperation<EcsContext>

/** Keeps the exact input and output types while it goes into the table of operations. */
export function operation<Input extends object, Output extends object>(
  entry: AnyOperation<EcsContext, Input, Output>,
): Operation {
  return entry as unknown as Operation
}
