import type { EcrRepository } from '@slipway/aws/ecr'
import { findBase } from '../gate/base-layers.ts'
import type { PushInputs } from '../inputs.ts'
import type { Ports } from '../ports.ts'
import { resolveTarget } from '../gate/resolve-target.ts'

/** Images that the rules refer to: what a release would fail on is failed on here. */
export async function lookForOthers(
  { baseImage, newOnly }: PushInputs,
  repository: EcrRepository,
  ports: Ports,
  signal: AbortSignal,
): Promise<void> {
  if (baseImage !== undefined) await findBase(baseImage, repository, ports.ecr, signal)
  if (newOnly !== undefined) await resolveTarget(newOnly, repository, ports, signal)
}
