import { isDeepStrictEqual } from 'node:util'
import { checkDesiredCount } from '../desired-count.ts'
import { configure } from '../deployment-configuration.ts'
import { serviceNotActive } from '../errors.ts'
import { findActiveTaskDefinition, findService, lookUpTaskDefinition } from '../find.ts'
import { checkStrategyIn } from '../launch-kind.ts'
import { checkLoadBalancers } from '../load-balancers.ts'
import { checkNetwork, networkKey } from '../network.ts'
import { newDeployment } from '../new-deployment.ts'
import type { ServiceRecord, TaskDefinitionRecord } from '../records.ts'
import { checkGrace, refuseOtherControllers, serviceSettings } from '../service-settings.ts'
import { serviceView } from '../service-view.ts'
import { checkTargetGroups } from '../target-group-checks.ts'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import type { EcsContext } from '../context.ts'
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
    const wanted = changed(world, service, input)
    const isNew = input.forceNewDeployment === true || !isDeepStrictEqual(deployed(service), deployed(wanted))
    // What only scales goes on with a definition that was deregistered; what starts anew does not.
    if (isNew) findActiveTaskDefinition(world, wanted.taskDefinition)
    Object.assign(service, wanted)
    if (isNew) newDeployment(world, service)
    service.wake()
    return { service: serviceView(world, service) }
  },
})

type Settable = Pick<ServiceRecord, 'desiredCount' | 'taskDefinition' | 'loadBalancers' | 'configuration' | 'settings'>

/** The service as it is wanted, or the error with which ECS refuses it. */
function changed(world: EcsContext, service: ServiceRecord, input: UpdateServiceCommandInput): Settable {
  refuseOtherControllers(input)
  checkStrategyIn(service.cluster, input.capacityProviderStrategy ?? [])
  const definition = definitionFor(world, service, input)
  const settings = { ...service.settings, ...serviceSettings(input) }
  checkNetwork(settings.networkConfiguration, definition)
  const configuration = configure(service.configuration, input.deploymentConfiguration)
  const loadBalancers = input.loadBalancers ?? service.loadBalancers
  checkLoadBalancers(loadBalancers, configuration.strategy, definition)
  checkTargetGroups(world, input.loadBalancers ?? [], definition)
  checkGrace(input.healthCheckGracePeriodSeconds, loadBalancers)
  const desiredCount = checkDesiredCount(input.desiredCount ?? service.desiredCount)
  return { desiredCount, taskDefinition: definition.arn, loadBalancers, configuration, settings }
}

/**
 * "Existing services that reference an INACTIVE task definition can still scale up or down"; none can be updated to one.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeregisterTaskDefinition.html
 */
function definitionFor(
  world: EcsContext,
  service: ServiceRecord,
  { taskDefinition }: UpdateServiceCommandInput,
): TaskDefinitionRecord {
  const own = taskDefinition === undefined ? lookUpTaskDefinition(world, service.taskDefinition) : undefined
  return own ?? findActiveTaskDefinition(world, taskDefinition ?? service.taskDefinition)
}

/** What a service revision is made of. */
function deployed({ taskDefinition, loadBalancers, settings }: Omit<Settable, 'desiredCount'>): unknown {
  const { networkConfiguration, platformVersion = 'LATEST' } = settings
  return { taskDefinition, loadBalancers, network: networkKey(networkConfiguration), platformVersion }
}
