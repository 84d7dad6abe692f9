import type { CreateServiceCommandInput } from '@aws-sdk/client-ecs'
import type { ServiceSettings } from './records.ts'
import { unsupportedHere } from '../frame/input.ts'

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
  return Object.fromEntries(kept.flatMap((name) => (input[name] === undefined ? [] : [[name, input[name]]])))
}

/** Only the ECS controller and the REPLICA scheduler exist here. */
export function refuseOtherControllers({
  deploymentController,
  schedulingStrategy,
}: Pick<CreateServiceCommandInput, 'deploymentController' | 'schedulingStrategy'>): void {
  const controller = deploymentController?.type ?? 'ECS'
  if (controller !== 'ECS') throw unsupportedHere(`deploymentController ${controller} is not supported here; ECS is`)
  if (schedulingStrategy === 'DAEMON')
    throw unsupportedHere('schedulingStrategy DAEMON is not supported here; REPLICA is')
}
