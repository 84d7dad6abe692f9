import type { DescribeRegistryCommandInput, DescribeRegistryCommandOutput } from '@aws-sdk/client-ecr'
import { operation, type Answer, type Operation } from '../../frame/operation.ts'

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
