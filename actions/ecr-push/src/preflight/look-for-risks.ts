import type { EcrRepository } from '@slipway/aws/ecr'
import { describe } from '@slipway/outcome'
import { candidateTag } from '../promotion/candidate-tag.ts'
import { lifecycleRisks } from './lifecycle-risks.ts'
import type { RunContext } from '../run-context.ts'

/** The tags of all candidates begin alike. */
const anyDigest = `sha256:${'0'.repeat(64)}`

/** A role that may not read the policy goes without the warning. */
export async function lookForRisks(
  { inputs: { stage }, ports: { ecr, log }, signal }: RunContext,
  { name }: EcrRepository,
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
