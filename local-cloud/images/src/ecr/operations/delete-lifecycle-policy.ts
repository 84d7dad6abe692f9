import type { DeleteLifecyclePolicyCommandInput, DeleteLifecyclePolicyCommandOutput } from '@aws-sdk/client-ecr'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { noLifecyclePolicy } from '../lifecycle-policy.ts'
import { findRepository } from '../find-repository.ts'

export const deleteLifecyclePolicy: Operation = operation<
  DeleteLifecyclePolicyCommandInput,
  Answer<DeleteLifecyclePolicyCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DeleteLifecyclePolicy.html',
  accepts: ['registryId', 'repositoryName'],
  returns: ['registryId', 'repositoryName', 'lifecyclePolicyText'],
  run(world, { registryId, repositoryName }) {
    const repository = findRepository(world, repositoryName, registryId)
    const { name, lifecyclePolicy } = repository
    if (lifecyclePolicy === undefined) throw noLifecyclePolicy(world, repository)
    delete repository.lifecyclePolicy
    return { registryId: world.accountId, repositoryName: name, lifecyclePolicyText: lifecyclePolicy }
  },
})
