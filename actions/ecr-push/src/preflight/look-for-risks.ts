import type { EcrRepository } from '@slipway/aws/ecr'
import { describe } from '@slipway/outcome'
import { candidateTag } from '../promotion/candidate-tag.ts'
import type { PushInputs } from '../inputs.ts'
import { lifecycleRisks } from './lifecycle-risks.ts'
import type { Ports } from '../ports.ts'

/** The tags of all candidates begin alike. */
const anyDigest = `sha256:${'0'.repeat(64)}`

/** A role that may not read the policy goes without the warning. */
export async function lookForRisks(
  { stage }: PushInputs,
  { name }: EcrRepository,
  { ecr, log }: Ports,
  signal: AbortSignal,
): Promise<readonly string[]> {
  try {
    const policy = await ecr.lifecyclePolicy(name, signal)
    return policy === undefined
      ? []
      : lifecycleRisks(policy, stage === 'candidate-tag' ? candidateTag(anyDigest) : undefined)
  } catch (error) {
    signal.throwIfAborted()
    log.info(`the lifecycle policy was not looked at: ${describe(error)}`)
    return []
  }
}
