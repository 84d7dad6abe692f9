import type { ElbContext } from '../elb/context.ts'
import type { Operation as AnyOperation } from '@slipway/local-cloud-frame/operation'
import type { AlarmState } from './state.ts'

/** What CloudWatch alarms works in. */
export interface AlarmContext extends ElbContext {
  readonly alarms: AlarmState
}

export type Operation = AnyOperation<AlarmContext>

/** Keeps the exact input and output types while it goes into the table of operations. */
export function operation<Input extends object, Output extends object>(
  entry: AnyOperation<AlarmContext, Input, Output>,
): Operation {
  return entry as unknown as Operation
}
