import type { RepositoryCreationTemplate } from '@aws-sdk/client-ecr'
import { makeRepository } from './new-repository.ts'
import type { Repository } from './repository.ts'
import type { EcrContext } from './context.ts'

/**
 * Makes the repository that a push names, where a template is there for it: the one with the longest prefix, ROOT for all.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates.html
 */
export function createOnPush(world: EcrContext, name: string): Repository | undefined {
  const [template] = [...world.ecr.templates.values()]
    .filter(({ prefix = '', appliedFor }) => appliedFor?.includes('CREATE_ON_PUSH') === true && covers(prefix, name))
    .toSorted((a, b) => rank(b) - rank(a))
  if (template === undefined) return undefined
  const { resourceTags = [], lifecyclePolicy, ...settings } = template
  const repository = makeRepository(world, name, { ...settings, tags: resourceTags })
  if (lifecyclePolicy !== undefined) repository.lifecyclePolicy = lifecyclePolicy
  return repository
}

/** A slash is always assumed after a prefix. */
function covers(prefix: string, name: string): boolean {
  return prefix === 'ROOT' || name.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`)
}

function rank({ prefix = '' }: RepositoryCreationTemplate): number {
  return prefix === 'ROOT' ? 0 : prefix.length
}
