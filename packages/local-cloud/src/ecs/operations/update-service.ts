import { isDeepStrictEqual } from 'node:util'
import { configure } from '../deployment-configuration.ts'
import { serviceNotActive } from '../errors.ts'
import { findActiveTaskDefinition, findService } from '../find.ts'
import { checkLoadBalancers } from '../load-balancers.ts'
import { newDeployment } from '../new-deployment.ts'
import type { ServiceRecord } from '../records.ts'
import { refuseOtherControllers, serviceSettings } from '../service-settings.ts'
import { serviceView } from '../service-view.ts'
import { operation, type Answer, type Operation } from '../../frame/operation.ts'
import type { UpdateServiceCommandInput, UpdateServiceCommandOutput } from '@aws-sdk/client-ecs'

/**
 * Changes a service. A new deployment starts when something that makes a service revision changes
 * (task definition, network, platform version, load balancers) or when it is forced.
 */
export const updateService: Operation = operation<UpdateServiceCommandInput, Answer<UpdateServiceCommandOutput>>({
  page: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html',
  accepts: [
    'availabilityZoneRebalancing',
    'capacityProviderStrategy',
    'cluster',
    'deploymentConfiguration',
    'deploymentController',
    'desiredCount',
    'enableECSManagedTags',
    'enableExecuteCommand',
    'forceNewDeployment',
    'healthCheckGracePeriodSeconds',
    'loadBalancers',
    'networkConfiguration',
    'platformVersion',
    'propagateTags',
    'service',
    'taskDefinition',
  ],
  returns: [
    'service.serviceArn',
    'service.serviceName',
    'service.status',
    'service.taskDefinition',
    'service.deployments[].id',
    'service.deployments[].rolloutState',
  ],
  run(world, input) {
    const service = findService(world, input.cluster, input.service ?? '')
    if (service.status !== 'ACTIVE') throw serviceNotActive()
    refuseOtherControllers(input)
    const definition = findActiveTaskDefinition(world, input.taskDefinition ?? service.taskDefinition)
    const configuration = configure(service.configuration, input.deploymentConfiguration)
    const loadBalancers = input.loadBalancers ?? service.loadBalancers
    checkLoadBalancers(loadBalancers, configuration.strategy, definition)
    const before = deployed(service)
    service.configuration = configuration
    service.desiredCount = input.desiredCount ?? service.desiredCount
    service.settings = { ...service.settings, ...serviceSettings(input) }
    service.taskDefinition = definition.arn
    service.loadBalancers = loadBalancers
    const changed = !isDeepStrictEqual(before, deployed(service))
    if (changed || input.forceNewDeployment === true) newDeployment(world, service)
    service.wake()
    return { service: serviceView(world, service) }
  },
})

/** What a service revision is made of. */
function deployed({ taskDefinition, loadBalancers, settings }: ServiceRecord): unknown {
  const { networkConfiguration, platformVersion } = settings
  return { taskDefinition, loadBalancers, networkConfiguration, platformVersion }
}
