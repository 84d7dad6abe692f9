import type { DescribeRegistryCommandInput, DescribeRegistryCommandOutput } from '@aws-sdk/client-ecr'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'

export const describeRegistry: Operation = operation<
  DescribeRegistryCommandInput,
  Answer<DescribeRegistryCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeRegistry.html',
  accepts: [],
  returns: ['registryId', 'replicationConfiguration'],
  run(world) {
    return { registryId: world.accountId, replicationConfiguration: { rules: [] } }
  },
})
