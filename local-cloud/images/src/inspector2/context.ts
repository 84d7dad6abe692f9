import type { EcrContext } from '../ecr/context.ts'
import type { Operation as AnyOperation } from '@slipway/local-cloud-frame/operation'

/** Inspector keeps nothing of its own: it tells what the scans of ECR found. */
export type InspectorContext = EcrContext

export type Operation = AnyOperation<InspectorContext>

/** Keeps the exact input and output types while it goes into the table of operations. */
export function operation<Input extends object, Output extends object>(
  entry: AnyOperation<InspectorContext, Input, Output>,
): Operation {
  return entry as unknown as Operation
}
