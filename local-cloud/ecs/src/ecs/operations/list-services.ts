import { findCluster } from '../find.ts'
import { launchKind } from '../launch-kind.ts'
import { page } from '../page.ts'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import type { ListServicesCommandInput, ListServicesCommandOutput } from '@aws-sdk/client-ecs'

export const listServices: Operation = operation<ListServicesCommandInput, Answer<ListServicesCommandOutput>>({
  page: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListServices.html',
  accepts: ['cluster', 'maxResults', 'nextToken', 'launchType', 'schedulingStrategy'],
  returns: ['serviceArns'],
  run(world, { cluster: reference, launchType, schedulingStrategy = 'REPLICA', ...paging }) {
    const cluster = findCluster(world, reference)
    const arns = [...world.ecs.services.values()]
      .filter((service) => service.cluster === cluster && service.status !== 'INACTIVE')
      .filter(({ settings }) => launchType === undefined || launchKind(settings).launchType === launchType)
      .filter(() => schedulingStrategy === 'REPLICA')
      .map(({ arn }) => arn)
    const { items, next } = page(arns, paging, 10)
    return { serviceArns: [...items], ...next }
  },
})
