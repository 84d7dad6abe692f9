import type { PutLifecyclePolicyCommandInput, PutLifecyclePolicyCommandOutput } from '@aws-sdk/client-ecr'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { checkLifecyclePolicy } from '../lifecycle-policy.ts'
import { findRepository } from '../find-repository.ts'

export const putLifecyclePolicy: Operation = operation<
  PutLifecyclePolicyCommandInput,
  Answer<PutLifecyclePolicyCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutLifecyclePolicy.html',
  accepts: ['registryId', 'repositoryName', 'lifecyclePolicyText'],
  returns: ['registryId', 'repositoryName', 'lifecyclePolicyText'],
  run(world, { registryId, repositoryName, lifecyclePolicyText = '' }) {
    const repository = findRepository(world, repositoryName, registryId)
    checkLifecyclePolicy(lifecyclePolicyText)
    repository.lifecyclePolicy = lifecyclePolicyText
    return { registryId: world.accountId, repositoryName: repository.name, lifecyclePolicyText }
  },
})
