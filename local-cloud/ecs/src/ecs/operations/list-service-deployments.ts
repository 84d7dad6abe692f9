import { deploymentBrief } from '../deployment-view.ts'
import { findService } from '../find.ts'
import { page } from '../page.ts'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import type { ListServiceDeploymentsCommandInput, ListServiceDeploymentsCommandOutput } from '@aws-sdk/client-ecs'

/** Newest first. */
export const listServiceDeployments: Operation = operation<
  ListServiceDeploymentsCommandInput,
  Answer<ListServiceDeploymentsCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListServiceDeployments.html',
  accepts: ['cluster', 'service', 'status', 'createdAt', 'maxResults', 'nextToken'],
  returns: [
    'serviceDeployments[].serviceDeploymentArn',
    'serviceDeployments[].serviceArn',
    'serviceDeployments[].clusterArn',
    'serviceDeployments[].createdAt',
    'serviceDeployments[].targetServiceRevisionArn',
    'serviceDeployments[].status',
  ],
  run(world, { cluster, service: reference = '', status = [], createdAt, ...paging }) {
    const service = findService(world, cluster, reference)
    const from = createdAt?.after?.getTime() ?? Number.NEGATIVE_INFINITY
    const to = createdAt?.before?.getTime() ?? Number.POSITIVE_INFINITY
    const found = service.deployments
      .filter(({ state }) => state.createdAt >= from && state.createdAt <= to)
      .filter(({ state }) => status.length === 0 || status.includes(state.status))
      .toReversed()
    const { items, next } = page(found, paging, 20)
    return { serviceDeployments: items.map((deployment) => deploymentBrief(deployment)), ...next }
  },
})
