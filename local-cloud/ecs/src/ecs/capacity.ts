import type { Cluster } from '@aws-sdk/client-ecs'
import { invalid } from './errors.ts'
import { checkStrategy } from './launch-kind.ts'
import type { Capacity } from './records.ts'

/** Those that every account has; providers of one's own, made of instances, are not here. */
export const existingProviders: readonly string[] = ['FARGATE', 'FARGATE_SPOT']

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PutClusterCapacityProviders.html */
export function readCapacity({
  capacityProviders = [],
  defaultCapacityProviderStrategy = [],
}: Pick<Cluster, 'capacityProviders' | 'defaultCapacityProviderStrategy'>): Capacity {
  const unknown = capacityProviders.filter((name) => !existingProviders.includes(name))
  if (unknown.length > 0) {
    throw invalid(
      `The specified capacity provider was not found: ${unknown.join(', ')}; there are ${existingProviders.join(', ')}.`,
    )
  }
  checkStrategy(defaultCapacityProviderStrategy)
  const others = defaultCapacityProviderStrategy.flatMap(({ capacityProvider = '' }) =>
    capacityProviders.includes(capacityProvider) ? [] : [capacityProvider],
  )
  if (others.length > 0) {
    throw invalid(`The specified capacity provider is not associated with the cluster: ${others.join(', ')}.`)
  }
  return { capacityProviders, defaultCapacityProviderStrategy }
}
