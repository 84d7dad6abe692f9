import {
  AvailabilityZoneRebalancing,
  DeploymentControllerType,
  PropagateTags,
  SchedulingStrategy,
  type CreateServiceCommandInput,
  type LoadBalancer,
} from '@aws-sdk/client-ecs'
import { invalid } from './errors.ts'
import { givenNetwork } from './network.ts'
import { oneOf } from './one-of.ts'
import type { ServiceSettings } from './records.ts'
import { unsupportedHere } from '@slipway/local-cloud-frame/input'

const kept = [
  'availabilityZoneRebalancing',
  'capacityProviderStrategy',
  'enableECSManagedTags',
  'enableExecuteCommand',
  'healthCheckGracePeriodSeconds',
  'launchType',
  'networkConfiguration',
  'platformVersion',
  'propagateTags',
] as const satisfies readonly (keyof ServiceSettings)[]

/** The settings that were given, and no others. */
export function serviceSettings(input: Partial<ServiceSettings>): ServiceSettings {
  oneOf('availabilityZoneRebalancing', AvailabilityZoneRebalancing, input.availabilityZoneRebalancing)
  oneOf('propagateTags', PropagateTags, input.propagateTags)
  const grace = input.healthCheckGracePeriodSeconds ?? 0
  if (!Number.isInteger(grace) || grace < 0 || grace > 2_147_483_647) {
    throw invalid(`healthCheckGracePeriodSeconds must be between 0 and 2147483647, not ${grace}.`)
  }
  const given = { ...input, networkConfiguration: givenNetwork(input.networkConfiguration) }
  return Object.fromEntries(kept.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])))
}

/** In the words that users report of ECS (cfn-lint#3612). None, which every service is shown with, is always taken. */
export function checkGrace(seconds: number | undefined, loadBalancers: readonly LoadBalancer[]): void {
  if (loadBalancers.length > 0 || (seconds ?? 0) === 0) return
  throw invalid('Health check grace period is only valid for services configured to use load balancers')
}

/** Only the ECS controller and the REPLICA scheduler exist here. */
export function refuseOtherControllers({
  deploymentController,
  schedulingStrategy,
}: Pick<CreateServiceCommandInput, 'deploymentController' | 'schedulingStrategy'>): void {
  const controller = deploymentController?.type ?? 'ECS'
  oneOf('deploymentController.type', DeploymentControllerType, controller)
  oneOf('schedulingStrategy', SchedulingStrategy, schedulingStrategy)
  if (controller !== 'ECS') throw unsupportedHere(`deploymentController ${controller} is not supported here; ECS is`)
  if (schedulingStrategy === 'DAEMON')
    throw unsupportedHere('schedulingStrategy DAEMON is not supported here; REPLICA is')
}
