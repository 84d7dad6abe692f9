import { ecsArn } from '../arns.ts'
import { readCapacity } from '../capacity.ts'
import { clusterView } from '../cluster-view.ts'
import { invalid } from '../errors.ts'
import { oneOf } from '../one-of.ts'
import { checkTags } from '../tags.ts'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import {
  ClusterSettingName,
  type CreateClusterCommandInput,
  type CreateClusterCommandOutput,
} from '@aws-sdk/client-ecs'

/** Creating an existing cluster answers with it as it is. */
export const createCluster: Operation = operation<CreateClusterCommandInput, Answer<CreateClusterCommandOutput>>({
  page: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html',
  accepts: ['clusterName', 'tags', 'settings', 'capacityProviders', 'defaultCapacityProviderStrategy'],
  returns: ['cluster.clusterArn', 'cluster.clusterName', 'cluster.status'],
  run(world, { clusterName: name = 'default', tags = [], settings = [], ...asked }) {
    if (!/^[A-Za-z0-9_-]{1,255}$/.test(name)) throw invalid(`Invalid cluster name: ${name}`)
    checkTags(tags, invalid)
    for (const [index, setting] of settings.entries())
      oneOf(`settings[${index}].name`, ClusterSettingName, setting.name)
    const capacity = readCapacity(asked)
    const existing = world.ecs.clusters.get(name)
    if (existing?.status === 'ACTIVE') return { cluster: clusterView(world, existing) }
    const cluster = { arn: ecsArn(world, 'cluster', name), name, status: 'ACTIVE', tags, capacity, settings } as const
    world.ecs.clusters.set(name, { ...cluster })
    return { cluster: clusterView(world, cluster) }
  },
})
