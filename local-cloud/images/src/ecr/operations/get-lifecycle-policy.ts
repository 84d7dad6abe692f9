import type { GetLifecyclePolicyCommandInput, GetLifecyclePolicyCommandOutput } from '@aws-sdk/client-ecr'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { noLifecyclePolicy } from '../lifecycle-policy.ts'
import { findRepository } from '../find-repository.ts'

export const getLifecyclePolicy: Operation = operation<
  GetLifecyclePolicyCommandInput,
  Answer<GetLifecyclePolicyCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetLifecyclePolicy.html',
  accepts: ['registryId', 'repositoryName'],
  returns: ['registryId', 'repositoryName', 'lifecyclePolicyText'],
  run(world, { registryId, repositoryName }) {
    const repository = findRepository(world, repositoryName, registryId)
    const { name, lifecyclePolicy } = repository
    if (lifecyclePolicy === undefined) throw noLifecyclePolicy(world, repository)
    return { registryId: world.accountId, repositoryName: name, lifecyclePolicyText: lifecyclePolicy }
  },
})
