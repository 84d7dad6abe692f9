import type { CloudContext } from '../frame/context.ts'
import type { Operation as AnyOperation } from '../frame/operation.ts'
import type { EcrState } from './state.ts'

/** What ECR works in. */
export interface EcrContext extends CloudContext {
  readonly ecr: EcrState
}

export type Operation = AnyOperation<EcrContext>

/** Keeps the exact input and output types while it goes into the table of operations. */
export function operation<Input extends object, Output extends object>(
  entry: AnyOperation<EcrContext, Input, Output>,
): Operation {
  return entry as unknown as Operation
}
