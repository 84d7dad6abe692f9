import { askedArn } from '../arns.ts'
import { clusterView } from '../cluster-view.ts'
import { lookUpCluster } from '../find.ts'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import type { DescribeClustersCommandInput, DescribeClustersCommandOutput } from '@aws-sdk/client-ecs'

export const describeClusters: Operation = operation<
  DescribeClustersCommandInput,
  Answer<DescribeClustersCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeClusters.html',
  accepts: ['clusters', 'include'],
  returns: ['clusters[].clusterArn', 'clusters[].clusterName', 'clusters[].status', 'failures'],
  run(world, { clusters = ['default'], include = [] }) {
    const found = clusters.map((reference) => ({ reference, cluster: lookUpCluster(world, reference) }))
    return {
      clusters: found.flatMap(({ cluster }) => (cluster === undefined ? [] : [clusterView(world, cluster, include)])),
      failures: found.flatMap(({ reference, cluster }) =>
        cluster === undefined ? [{ arn: askedArn(world, 'cluster', reference), reason: 'MISSING' }] : [],
      ),
    }
  },
})
