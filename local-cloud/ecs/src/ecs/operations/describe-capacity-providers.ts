import type {
  CapacityProvider,
  DescribeCapacityProvidersCommandInput as Input,
  DescribeCapacityProvidersCommandOutput as Output,
} from '@aws-sdk/client-ecs'
import { ecsArn, lastPart } from '../arns.ts'
import { existingProviders } from '../capacity.ts'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import type { EcsContext } from '../context.ts'

/** Those that every account has. */
export const describeCapacityProviders: Operation = operation<Input, Answer<Output>>({
  page: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeCapacityProviders.html',
  accepts: ['capacityProviders', 'include', 'maxResults'],
  returns: ['capacityProviders[].name', 'capacityProviders[].capacityProviderArn', 'failures'],
  run(world, { capacityProviders: asked = existingProviders }) {
    const names = asked.map(lastPart)
    const missing = names.filter((name) => !existingProviders.includes(name))
    return {
      capacityProviders: names.flatMap((name) => (missing.includes(name) ? [] : [providerView(world, name)])),
      failures: missing.map((name) => ({ arn: ecsArn(world, 'capacity-provider', name), reason: 'MISSING' })),
    }
  },
})

function providerView(world: EcsContext, name: string): CapacityProvider {
  return { capacityProviderArn: ecsArn(world, 'capacity-provider', name), name, status: 'ACTIVE', tags: [] }
}
