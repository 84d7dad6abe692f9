import { invalid, serviceNotActive } from '../errors.ts'
import { findService } from '../find.ts'
import { serviceView } from '../service-view.ts'
import { supersede } from '../deployment/requests.ts'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import type { DeleteServiceCommandInput, DeleteServiceCommandOutput } from '@aws-sdk/client-ecs'

/** ACTIVE -> DRAINING while its tasks stop -> INACTIVE. A service that is not scaled to zero needs `force`. */
export const deleteService: Operation = operation<DeleteServiceCommandInput, Answer<DeleteServiceCommandOutput>>({
  page: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteService.html',
  accepts: ['cluster', 'service', 'force'],
  returns: ['service.serviceArn', 'service.serviceName', 'service.status'],
  run(world, { cluster, service: reference, force = false }) {
    const service = findService(world, cluster, reference ?? '')
    if (service.status !== 'ACTIVE') throw serviceNotActive()
    if (service.desiredCount > 0 && !force) {
      throw invalid('The service cannot be stopped while it is scaled above 0.')
    }
    for (const deployment of service.deployments) deployment.state = supersede(deployment.state, Date.now())
    service.status = 'DRAINING'
    service.wake()
    return { service: serviceView(world, service) }
  },
})
