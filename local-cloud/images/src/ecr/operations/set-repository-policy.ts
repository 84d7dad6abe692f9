import type { SetRepositoryPolicyCommandInput, SetRepositoryPolicyCommandOutput } from '@aws-sdk/client-ecr'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { checkPolicy, policyAnswer } from '../repository-policy.ts'
import { findRepository } from '../find-repository.ts'

export const setRepositoryPolicy: Operation = operation<
  SetRepositoryPolicyCommandInput,
  Answer<SetRepositoryPolicyCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_SetRepositoryPolicy.html',
  accepts: ['registryId', 'repositoryName', 'policyText', 'force'],
  returns: ['registryId', 'repositoryName', 'policyText'],
  run(world, { registryId, repositoryName, policyText = '' }) {
    const repository = findRepository(world, repositoryName, registryId)
    repository.policy = checkPolicy(policyText)
    return policyAnswer(world, repository, policyText)
  },
})
