import { LaunchType, type CapacityProviderStrategyItem } from '@aws-sdk/client-ecs'
import { invalid } from './errors.ts'
import { oneOf } from './one-of.ts'
import type { ClusterRecord, ServiceSettings, TaskDefinitionRecord } from './records.ts'

type Kind = Pick<ServiceSettings, 'launchType' | 'capacityProviderStrategy'>
type Asked = Kind & Pick<ServiceSettings, 'platformVersion'>

/** A service has a launch type or a strategy; an empty strategy is none. The words are those that users report of ECS. */
export function checkLaunchKind(
  { launchType, capacityProviderStrategy: strategy = [], platformVersion }: Asked,
  { definition }: TaskDefinitionRecord,
  cluster: ClusterRecord,
): void {
  oneOf('launchType', LaunchType, launchType)
  if (launchType !== undefined && strategy.length > 0) {
    throw invalid(
      'Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.',
    )
  }
  if (launchType === 'FARGATE' && definition.compatibilities?.includes('FARGATE') !== true) {
    throw invalid('Task definition does not support launch_type FARGATE.')
  }
  if (launchType !== undefined && launchType !== 'FARGATE' && platformVersion !== undefined) {
    throw invalid(`The platform version must be null when specifying an ${launchType} launch type.`)
  }
  checkStrategyIn(cluster, strategy)
}

/** In the words that users report of ECS (dask-cloudprovider#328); Fargate's providers too must be the cluster's. */
export function checkStrategyIn({ capacity }: ClusterRecord, strategy: readonly CapacityProviderStrategyItem[]): void {
  checkStrategy(strategy)
  if (strategy.every(({ capacityProvider = '' }) => capacity.capacityProviders?.includes(capacityProvider))) return
  throw invalid(
    'The specified capacity provider strategy cannot contain a capacity provider that is not associated with the cluster. Associate the capacity provider with the cluster or specify a valid capacity provider and try again.',
  )
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
