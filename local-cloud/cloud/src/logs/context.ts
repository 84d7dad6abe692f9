import type { CloudContext } from '../frame/context.ts'
import type { Operation as AnyOperation } from '../frame/operation.ts'
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
