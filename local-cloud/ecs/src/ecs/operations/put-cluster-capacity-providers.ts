import type {
  PutClusterCapacityProvidersCommandInput as Input,
  PutClusterCapacityProvidersCommandOutput as Output,
} from '@aws-sdk/client-ecs'
import { readCapacity } from '../capacity.ts'
import { clusterView } from '../cluster-view.ts'
import { findCluster } from '../find.ts'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'

/** What the cluster had before is replaced, as the page says. */
export const putClusterCapacityProviders: Operation = operation<Input, Answer<Output>>({
  page: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PutClusterCapacityProviders.html',
  accepts: ['cluster', 'capacityProviders', 'defaultCapacityProviderStrategy'],
  returns: ['cluster.clusterArn', 'cluster.capacityProviders', 'cluster.defaultCapacityProviderStrategy'],
  run(world, { cluster: reference, ...asked }) {
    const cluster = findCluster(world, reference)
    cluster.capacity = readCapacity(asked)
    return { cluster: clusterView(world, cluster) }
  },
})
