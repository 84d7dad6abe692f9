import { LaunchType, type CapacityProviderStrategyItem } from '@aws-sdk/client-ecs'
import { invalid } from './errors.ts'
import { oneOf } from './one-of.ts'
import type { ServiceSettings, TaskDefinitionRecord } from './records.ts'

type Kind = Pick<ServiceSettings, 'launchType' | 'capacityProviderStrategy'>
type Asked = Kind & Pick<ServiceSettings, 'platformVersion'>

/** A service has a launch type or a strategy; an empty strategy is none. The words are those that users report of ECS. */
export function checkLaunchKind(
  { launchType, capacityProviderStrategy: strategy = [], platformVersion }: Asked,
  { definition }: TaskDefinitionRecord,
): void {
  oneOf('launchType', LaunchType, launchType)
  if (launchType !== undefined && strategy.length > 0) {
    throw invalid(
      'Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.',
    )
  }
  if (launchType === 'FARGATE' && definition.networkMode !== 'awsvpc') {
    throw invalid('Task definition does not support launch_type FARGATE.')
  }
  if (launchType !== undefined && launchType !== 'FARGATE' && platformVersion !== undefined) {
    throw invalid(`The platform version must be null when specifying an ${launchType} launch type.`)
  }
  checkStrategy(strategy)
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html */
export function checkStrategy(strategy: readonly CapacityProviderStrategyItem[]): void {
  if (strategy.length > 20) throw invalid('capacityProviderStrategy can have at most 20 capacity providers.')
  for (const { capacityProvider, weight = 0, base = 0 } of strategy) {
    if (!isWithin(weight, 1000)) throw invalid(`The weight of ${capacityProvider} must be between 0 and 1000.`)
    if (!isWithin(base, 100_000)) throw invalid(`The base of ${capacityProvider} must be between 0 and 100000.`)
  }
  if (strategy.filter(({ base = 0 }) => base > 0).length > 1) {
    throw invalid('Only one capacity provider in a strategy can have a base.')
  }
  if (strategy.length > 1 && strategy.every(({ weight = 0 }) => weight === 0)) {
    throw invalid('At least one capacity provider must have a weight greater than 0.')
  }
}

function isWithin(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= most
}

/** What is shown of it: while a strategy is in force the launch type is not. */
export function launchKind({ launchType, capacityProviderStrategy: strategy = [] }: Kind): Kind {
  if (strategy.length > 0) return { capacityProviderStrategy: strategy }
  return launchType === undefined ? {} : { launchType }
}
