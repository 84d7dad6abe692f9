import type { GetRepositoryPolicyCommandInput, GetRepositoryPolicyCommandOutput } from '@aws-sdk/client-ecr'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { policyAnswer, policyOf } from '../repository-policy.ts'
import { findRepository } from '../find-repository.ts'

export const getRepositoryPolicy: Operation = operation<
  GetRepositoryPolicyCommandInput,
  Answer<GetRepositoryPolicyCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetRepositoryPolicy.html',
  accepts: ['registryId', 'repositoryName'],
  returns: ['registryId', 'repositoryName', 'policyText'],
  run(world, { registryId, repositoryName }) {
    const repository = findRepository(world, repositoryName, registryId)
    return policyAnswer(world, repository, policyOf(world, repository))
  },
})
