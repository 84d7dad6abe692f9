import type { ListClustersCommandInput, ListClustersCommandOutput } from '@aws-sdk/client-ecs'
import { page } from '../page.ts'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'

/** Those that were not deleted. */
export const listClusters: Operation = operation<ListClustersCommandInput, Answer<ListClustersCommandOutput>>({
  page: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListClusters.html',
  accepts: ['maxResults', 'nextToken'],
  returns: ['clusterArns'],
  run(world, paging) {
    const arns = [...world.ecs.clusters.values()].flatMap(({ arn, status }) => (status === 'ACTIVE' ? [arn] : []))
    const { items, next } = page(arns, paging, 100)
    return { clusterArns: [...items], ...next }
  },
})
