import type { AlarmState } from '../cloudwatch/state.ts'
import type { Balancing } from '../elb/balancing.ts'
import type { CloudContext } from '../frame/context.ts'
import type { LogState } from '../logs/state.ts'
import type { Images } from '../registry/pulled-image.ts'
import type { Operation as AnyOperation } from '../frame/operation.ts'
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
