import { ecsArn } from '../arns.ts'
import { checkDesiredCount } from '../desired-count.ts'
import { configure, defaultConfiguration } from '../deployment-configuration.ts'
import { invalid } from '../errors.ts'
import { findActiveTaskDefinition, findCluster, lookUpService } from '../find.ts'
import { checkLaunchKind } from '../launch-kind.ts'
import { checkLoadBalancers } from '../load-balancers.ts'
import { checkNetwork } from '../network.ts'
import { newDeployment } from '../new-deployment.ts'
import type { ClusterRecord, ServiceRecord } from '../records.ts'
import { runService } from '../service-loop.ts'
import { checkGrace, refuseOtherControllers, serviceSettings } from '../service-settings.ts'
import { serviceView } from '../service-view.ts'
import { checkTags } from '../tags.ts'
import { checkTargetGroups } from '../target-group-checks.ts'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import type { EcsContext } from '../context.ts'
import type { CreateServiceCommandInput, CreateServiceCommandOutput } from '@aws-sdk/client-ecs'

/** Creates a service and its first deployment. */
export const createService: Operation = operation<CreateServiceCommandInput, Answer<CreateServiceCommandOutput>>({
  page: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html',
  accepts: [
    'availabilityZoneRebalancing',
    'capacityProviderStrategy',
    'clientToken',
    'cluster',
    'deploymentConfiguration',
    'deploymentController',
    'desiredCount',
    'enableECSManagedTags',
    'enableExecuteCommand',
    'healthCheckGracePeriodSeconds',
    'launchType',
    'loadBalancers',
    'networkConfiguration',
    'platformVersion',
    'propagateTags',
    'schedulingStrategy',
    'serviceName',
    'tags',
    'taskDefinition',
  ],
  returns: [
    'service.serviceArn',
    'service.serviceName',
    'service.clusterArn',
    'service.status',
    'service.desiredCount',
    'service.taskDefinition',
    'service.deployments[].id',
    'service.events',
  ],
  run(world, input) {
    const cluster = findCluster(world, input.cluster)
    const existing = lookUpService(world, cluster, input.serviceName ?? '')
    if (existing !== undefined && existing.status !== 'INACTIVE') return { service: again(world, existing, input) }
    const service = newService(world, cluster, input)
    world.ecs.services.set(service.arn, service)
    newDeployment(world, service)
    runService(world, service)
    return { service: serviceView(world, service) }
  },
})

/** The same clientToken answers with the service that it made. */
function again(
  world: EcsContext,
  existing: ServiceRecord,
  input: CreateServiceCommandInput,
): ReturnType<typeof serviceView> {
  if (input.clientToken === undefined || existing.clientToken !== input.clientToken) {
    throw invalid('Creation of service was not idempotent.')
  }
  return serviceView(world, existing)
}

function newService(world: EcsContext, cluster: ClusterRecord, input: CreateServiceCommandInput): ServiceRecord {
  const name = input.serviceName ?? ''
  if (!/^[A-Za-z0-9_-]{1,255}$/.test(name)) throw invalid(`Invalid service name: ${name}`)
  if (input.taskDefinition === undefined) throw invalid('TaskDefinition can not be blank.')
  refuseOtherControllers(input)
  const { tags = [], loadBalancers = [] } = input
  checkTags(tags, invalid)
  const definition = findActiveTaskDefinition(world, input.taskDefinition)
  const settings = serviceSettings(input)
  checkNetwork(settings.networkConfiguration, definition)
  checkLaunchKind(settings, definition, cluster)
  const configuration = configure(defaultConfiguration, input.deploymentConfiguration)
  checkLoadBalancers(loadBalancers, configuration.strategy, definition)
  checkTargetGroups(world, loadBalancers, definition)
  checkGrace(input.healthCheckGracePeriodSeconds, loadBalancers)
  const desiredCount = checkDesiredCount(input.desiredCount)
  return {
    arn: ecsArn(world, 'service', cluster.name, name),
    name,
    cluster,
    createdAt: world.clock.now(),
    tags,
    ...(input.clientToken === undefined ? {} : { clientToken: input.clientToken }),
    status: 'ACTIVE',
    desiredCount,
    taskDefinition: definition.arn,
    loadBalancers,
    configuration,
    settings,
    revisions: [],
    deployments: [],
    events: [],
    outcomes: [],
    wake: () => {},
  }
}
