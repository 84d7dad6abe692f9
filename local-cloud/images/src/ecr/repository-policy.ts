import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import type { EcrContext } from './context.ts'
import { invalidParameter, type Repository } from './repository.ts'

/** What Get, Set and DeleteRepositoryPolicy answer with. */
export function policyAnswer(
  world: EcrContext,
  { name }: Repository,
  policyText: string,
): { registryId: string; repositoryName: string; policyText: string } {
  return { registryId: world.accountId, repositoryName: name, policyText }
}

/** The text of a policy; it has statements, what they say is not looked at. */
export function checkPolicy(text: string): string {
  const parsed = parse(text)
  if (typeof parsed === 'object' && parsed !== null && 'Statement' in parsed) return text
  throw invalidParameter("'PolicyText' failed to satisfy constraint: 'Invalid repository policy provided'")
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function policyOf(world: EcrContext, { name, policy }: Repository): string {
  if (policy !== undefined) return policy
  throw new AwsError(
    'RepositoryPolicyNotFoundException',
    `Repository policy does not exist for the repository with name '${name}' in the registry with id '${world.accountId}'`,
  )
}
