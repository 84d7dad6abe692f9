import type { CloudContext } from '@slipway/local-cloud-frame/context'
import type { Operation as AnyOperation } from '@slipway/local-cloud-frame/operation'
import type { LogState } from './state.ts'

/** What CloudWatch Logs works in. */
export interface LogContext extends CloudContext {
  readonly logs: LogState
}

export type Operation = AnyOperation<LogContext>

/** Keeps the exact input and output types while it goes into the table of operations. */
export function operation<Input extends object, Output extends object>(
  entry: AnyOperation<LogContext, Input, Output>,
): Operation {
  return entry as unknown as Operation
}
