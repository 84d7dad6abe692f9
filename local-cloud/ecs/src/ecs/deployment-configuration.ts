import {
  DeploymentLifecycleHookAction,
  DeploymentLifecycleHookTargetType,
  DeploymentStrategy,
  ThresholdType,
  type DeploymentConfiguration,
  type DeploymentLifecycleHook,
} from '@aws-sdk/client-ecs'
import { pausableStages } from './deployment/stages.ts'
import { invalid } from './errors.ts'
import { oneOf } from './one-of.ts'
import { asksForNothing } from '@slipway/local-cloud-frame/asks-for-nothing'
import { unsupportedHere } from '@slipway/local-cloud-frame/input'

/** What a service has where nothing is configured. */
export const defaultConfiguration: DeploymentConfiguration = {
  strategy: 'ROLLING',
  maximumPercent: 200,
  minimumHealthyPercent: 100,
  deploymentCircuitBreaker: { enable: false, rollback: false },
}

/**
 * The configuration with what was given in it, refused where ECS refuses it or where the local cloud has no such behaviour.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
 */
export function configure(
  current: DeploymentConfiguration,
  given: DeploymentConfiguration | undefined,
): DeploymentConfiguration {
  const configuration = { ...current, ...given }
  checkEnums(configuration)
  refuseUnsupported(configuration)
  const { strategy, bakeTimeInMinutes: bake } = configuration
  if (strategy === 'BLUE_GREEN' && bake === undefined) {
    throw invalid('bakeTimeInMinutes is required when the deployment strategy is BLUE_GREEN')
  }
  if (bake !== undefined) within('bakeTimeInMinutes', bake, 0, 1440)
  within('minimumHealthyPercent', configuration.minimumHealthyPercent ?? 100, 0, 100)
  within('maximumPercent', configuration.maximumPercent ?? 200, 100, 10_000)
  checkHooks(configuration.lifecycleHooks ?? [])
  return configuration
}

function checkEnums({
  strategy,
  deploymentCircuitBreaker: breaker,
  lifecycleHooks = [],
}: DeploymentConfiguration): void {
  const at = 'deploymentConfiguration'
  oneOf(`${at}.strategy`, DeploymentStrategy, strategy)
  const { type } = breaker?.thresholdConfiguration ?? {}
  oneOf(`${at}.deploymentCircuitBreaker.thresholdConfiguration.type`, ThresholdType, type)
  for (const [index, { targetType, timeoutConfiguration }] of lifecycleHooks.entries()) {
    const hook = `${at}.lifecycleHooks[${index}]`
    oneOf(`${hook}.targetType`, DeploymentLifecycleHookTargetType, targetType)
    oneOf(`${hook}.timeoutConfiguration.action`, DeploymentLifecycleHookAction, timeoutConfiguration?.action)
  }
}

function refuseUnsupported({ strategy = 'ROLLING', ...configuration }: DeploymentConfiguration): void {
  if (!['ROLLING', 'BLUE_GREEN'].includes(strategy)) {
    throw unsupportedHere(
      `deploymentConfiguration.strategy ${strategy} is not supported here; ROLLING and BLUE_GREEN are`,
    )
  }
  for (const member of ['linearConfiguration', 'canaryConfiguration'] as const) {
    if (!asksForNothing(configuration[member]))
      throw unsupportedHere(`deploymentConfiguration.${member} is not supported here`)
  }
  if (!asksForNothing(configuration.earlySuccessCriteria)) {
    throw unsupportedHere('deploymentConfiguration.earlySuccessCriteria is not supported here')
  }
  if (strategy === 'ROLLING' && (configuration.lifecycleHooks ?? []).length > 0) {
    throw unsupportedHere('deploymentConfiguration.lifecycleHooks with strategy ROLLING is not supported here')
  }
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/pause-lifecycle-hooks.html */
function checkHooks(hooks: readonly DeploymentLifecycleHook[]): void {
  if (hooks.length > 10) throw invalid('A service can have at most 10 PAUSE lifecycle hooks')
  for (const { targetType = 'AWS_LAMBDA', lifecycleStages = [], timeoutConfiguration } of hooks) {
    if (targetType === 'AWS_LAMBDA') {
      throw unsupportedHere('lifecycleHooks with targetType AWS_LAMBDA, the default, are not supported here; PAUSE is')
    }
    if (lifecycleStages.length === 0) throw invalid('lifecycleStages must not be empty')
    if (lifecycleStages.some((stage) => !pausableStages.includes(stage))) {
      throw invalid('Invalid lifecycle stage provided for Pause Hook')
    }
    within('timeoutInMinutes', timeoutConfiguration?.timeoutInMinutes ?? 1440, 1, 20_160)
  }
}

function within(name: string, value: number, from: number, to: number): void {
  if (Number.isInteger(value) && value >= from && value <= to) return
  throw invalid(`${name} must be a whole number between ${from} and ${to}, not ${value}`)
}
