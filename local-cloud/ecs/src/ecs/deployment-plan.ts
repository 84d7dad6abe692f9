import type { DeploymentConfiguration, LoadBalancer } from '@aws-sdk/client-ecs'
import { defaultThreshold, type Plan } from './deployment/plan.ts'
import type { Stage } from './deployment/stages.ts'
import type { CloudClock } from '@slipway/local-cloud-frame/clock'

const minute = 60_000

/** A deployment configuration as the step function takes it, its durations in wall milliseconds. */
export function deploymentPlan(
  clock: CloudClock,
  configuration: DeploymentConfiguration,
  loadBalancers: readonly LoadBalancer[],
  deployment: { readonly id: string; readonly target: string },
): Plan {
  const { strategy, lifecycleHooks = [], bakeTimeInMinutes = 0 } = configuration
  const rules = strategy === 'BLUE_GREEN' ? loadBalancers.map(({ advancedConfiguration }) => advancedConfiguration) : []
  return {
    ...deployment,
    strategy: strategy === 'BLUE_GREEN' ? 'BLUE_GREEN' : 'ROLLING',
    minimumHealthyPercent: configuration.minimumHealthyPercent ?? 100,
    maximumPercent: configuration.maximumPercent ?? 200,
    // As in the sample of DescribeServiceDeployments: started a second and a half after it was created.
    pendingMs: clock.wall(1_500),
    bakeMs: clock.wall(bakeTimeInMinutes * minute),
    stageMaximumMs: clock.wall(24 * 60 * minute),
    maximumMs: clock.wall(30 * 24 * 60 * minute),
    hooks: lifecycleHooks.map(({ lifecycleStages = [], timeoutConfiguration }) => ({
      stages: lifecycleStages as readonly Stage[],
      timeoutMs: clock.wall((timeoutConfiguration?.timeoutInMinutes ?? 1440) * minute),
      onTimeout: timeoutConfiguration?.action ?? 'ROLLBACK',
    })),
    ...breaker(configuration),
    ...alarms(configuration),
    routes: {
      production: rules.some((rule) => rule?.productionListenerRule !== undefined),
      test: rules.some((rule) => rule?.testListenerRule !== undefined),
    },
  }
}

function breaker({ deploymentCircuitBreaker: given }: DeploymentConfiguration): Pick<Plan, 'breaker'> {
  if (given?.enable !== true) return {}
  const { type = defaultThreshold.type, value = defaultThreshold.value } = given.thresholdConfiguration ?? {}
  return {
    breaker: {
      rollback: given.rollback === true,
      resetOnHealthyTask: given.resetOnHealthyTask ?? true,
      threshold: { type, value },
    },
  }
}

function alarms({ alarms: given }: DeploymentConfiguration): Pick<Plan, 'alarms'> {
  return given?.enable === true ? { alarms: { names: given.alarmNames ?? [], rollback: given.rollback === true } } : {}
}
