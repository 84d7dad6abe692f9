import type { EcrRepository } from '@slipway/aws/ecr'
import { findBase } from '../gate/base-layers.ts'
import type { RunContext } from '../run-context.ts'
import { resolveTarget } from '../gate/resolve-target.ts'

/** Images that the rules refer to: what a release would fail on is failed on here. */
export async function lookForOthers(context: RunContext, repository: EcrRepository): Promise<void> {
  const { baseImage, newOnly } = context.inputs
  if (baseImage !== undefined) await findBase(context, baseImage, repository)
  if (newOnly !== undefined) await resolveTarget(context, newOnly, repository)
}
