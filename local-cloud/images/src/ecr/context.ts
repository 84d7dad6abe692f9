import type { CloudContext } from '@slipway/local-cloud-frame/context'
import type { Operation as AnyOperation } from '@slipway/local-cloud-frame/operation'
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
