import { askedArn } from '../arns.ts'
import { invalid } from '../errors.ts'
import { findCluster, lookUpService } from '../find.ts'
import { serviceView } from '../service-view.ts'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import type { DescribeServicesCommandInput, DescribeServicesCommandOutput } from '@aws-sdk/client-ecs'

/** Up to ten services; a deleted one is described as INACTIVE. */
export const describeServices: Operation = operation<
  DescribeServicesCommandInput,
  Answer<DescribeServicesCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html',
  accepts: ['cluster', 'services', 'include'],
  returns: [
    'services[].serviceArn',
    'services[].serviceName',
    'services[].clusterArn',
    'services[].status',
    'services[].desiredCount',
    'services[].runningCount',
    'services[].pendingCount',
    'services[].taskDefinition',
    'services[].deploymentConfiguration',
    'services[].deployments',
    'services[].events',
    'failures',
  ],
  run(world, { cluster: reference, services = [], include = [] }) {
    if (services.length === 0) throw invalid('Services cannot be empty.')
    if (services.length > 10) throw invalid('Services cannot have more than 10 elements.')
    const cluster = findCluster(world, reference)
    const found = services.map((name) => ({ name, service: lookUpService(world, cluster, name) }))
    return {
      services: found.flatMap(({ service }) => (service === undefined ? [] : [serviceView(world, service, include)])),
      failures: found.flatMap(({ name, service }) =>
        service === undefined ? [{ arn: askedArn(world, 'service', name, cluster.name), reason: 'MISSING' }] : [],
      ),
    }
  },
})
