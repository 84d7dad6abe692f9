import type {
  CreateRepositoryCreationTemplateCommandInput,
  CreateRepositoryCreationTemplateCommandOutput,
  RepositoryCreationTemplate,
} from '@aws-sdk/client-ecr'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { fromCapital, tagFault } from '@slipway/local-cloud-frame/tags'
import { checkLifecyclePolicy } from '../lifecycle-policy.ts'
import { invalidParameter } from '../repository.ts'
import { tagMutability } from '../tag-mutability.ts'

export const createRepositoryCreationTemplate: Operation = operation<
  CreateRepositoryCreationTemplateCommandInput,
  Answer<CreateRepositoryCreationTemplateCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepositoryCreationTemplate.html',
  accepts: [
    'prefix',
    'description',
    'encryptionConfiguration',
    'resourceTags',
    'imageTagMutability',
    'imageTagMutabilityExclusionFilters',
    'lifecyclePolicy',
    'appliedFor',
  ],
  returns: ['registryId', 'repositoryCreationTemplate.prefix', 'repositoryCreationTemplate.appliedFor'],
  run(world, input) {
    const { prefix = '', lifecyclePolicy, appliedFor = [] } = input
    if (world.ecr.templates.has(prefix)) {
      throw new AwsError('TemplateAlreadyExistsException', `A template with the prefix '${prefix}' already exists`)
    }
    if (appliedFor.length === 0) throw invalidParameter("'appliedFor' failed to satisfy constraint: it is empty")
    tagMutability(input.imageTagMutability, input.imageTagMutabilityExclusionFilters)
    if (lifecyclePolicy !== undefined) checkLifecyclePolicy(lifecyclePolicy)
    const fault = tagFault(fromCapital(input.resourceTags))
    if (fault !== undefined) throw invalidParameter(`'resourceTags': ${fault.reason}`)
    const now = world.clock.now()
    const repositoryCreationTemplate: RepositoryCreationTemplate = { ...input, createdAt: now, updatedAt: now }
    world.ecr.templates.set(prefix, repositoryCreationTemplate)
    return { registryId: world.accountId, repositoryCreationTemplate }
  },
})
