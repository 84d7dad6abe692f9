import type { DeleteRepositoryPolicyCommandInput, DeleteRepositoryPolicyCommandOutput } from '@aws-sdk/client-ecr'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { policyAnswer, policyOf } from '../repository-policy.ts'
import { findRepository } from '../find-repository.ts'

export const deleteRepositoryPolicy: Operation = operation<
  DeleteRepositoryPolicyCommandInput,
  Answer<DeleteRepositoryPolicyCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DeleteRepositoryPolicy.html',
  accepts: ['registryId', 'repositoryName'],
  returns: ['registryId', 'repositoryName', 'policyText'],
  run(world, { registryId, repositoryName }) {
    const repository = findRepository(world, repositoryName, registryId)
    const text = policyOf(world, repository)
    delete repository.policy
    return policyAnswer(world, repository, text)
  },
})
