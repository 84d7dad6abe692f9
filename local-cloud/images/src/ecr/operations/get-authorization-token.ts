import type { GetAuthorizationTokenCommandInput, GetAuthorizationTokenCommandOutput } from '@aws-sdk/client-ecr'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'

export const getAuthorizationToken: Operation = operation<
  GetAuthorizationTokenCommandInput,
  Answer<GetAuthorizationTokenCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAuthorizationToken.html',
  // registryIds is deprecated: the token's scope is the principal.
  accepts: ['registryIds'],
  returns: [
    'authorizationData[].authorizationToken',
    'authorizationData[].expiresAt',
    'authorizationData[].proxyEndpoint',
  ],
  run(world) {
    const { token, expiresAt } = world.ecr.tokens.issue()
    return { authorizationData: [{ authorizationToken: token, expiresAt, proxyEndpoint: world.url }] }
  },
})
