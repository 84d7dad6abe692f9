import type { CloudContext } from '@slipway/local-cloud-frame/context'
import type { Operation as AnyOperation } from '@slipway/local-cloud-frame/operation'
import type { Balancing } from './balancing.ts'
import type { ElbState } from './state.ts'

/** What Elastic Load Balancing works in. */
export interface ElbContext extends CloudContext {
  readonly elb: ElbState
  readonly balancing: Balancing
}

export type Operation = AnyOperation<ElbContext>

/** Keeps the exact input and output types while it goes into the table of operations. */
export function operation<Input extends object, Output extends object>(
  entry: AnyOperation<ElbContext, Input, Output>,
): Operation {
  return entry as unknown as Operation
}
