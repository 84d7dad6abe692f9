import type { Observations, SeenTask } from './deployment/observations.ts'
import { tasksOfService } from './counts.ts'
import { hasContainerCheck } from './container-health.ts'
import { isTerminal } from './deployment/deployment.ts'
import { lastGoodRevision } from './new-deployment.ts'
import type { DeploymentRecord, ServiceRecord, TaskRecord } from './records.ts'
import { ignoresPort } from './task-watch.ts'
import { wallFloors } from './wall-floors.ts'
import { wiringProblem, type RuleWeights } from './wiring.ts'
import type { EcsContext } from './context.ts'

/** Everything that a step may know of a service's world, as it is now. */
export function observe(world: EcsContext, service: ServiceRecord, deployment?: DeploymentRecord): Observations {
  const tasks = seenTasks(world, service)
  const { outcomes } = service
  service.outcomes = []
  const before = service.deployments[(deployment ? service.deployments.indexOf(deployment) : 0) - 1]?.state
  const wiring = deployment === undefined ? undefined : wiringOf(world, service)
  const lastGood = lastGoodRevision(service)?.arn
  return {
    desiredCount: service.status === 'ACTIVE' ? service.desiredCount : 0,
    tasks,
    outcomes,
    alarms: alarmStates(world, deployment),
    ...(wiring === undefined ? {} : { wiring }),
    predecessorEnded: before === undefined || isTerminal(before),
    ...(lastGood === undefined ? {} : { lastGood }),
    traffic: { production: before?.production ?? {}, test: before?.test ?? {} },
  }
}

/** A task that becomes healthy is an outcome as well. */
function seenTasks(world: EcsContext, service: ServiceRecord): readonly SeenTask[] {
  return tasksOfService(world, service)
    .filter(({ view }) => view.lastStatus !== 'STOPPED')
    .map((task) => {
      const seen = seenTask(world, task)
      if (seen.phase === 'healthy' && !task.everHealthy) {
        task.everHealthy = true
        task.revision.failuresInARow = 0
        service.outcomes.push({ revision: task.revision.arn, kind: 'healthy' })
      }
      return seen
    })
}

function seenTask(world: EcsContext, task: TaskRecord): SeenTask {
  const { view, id, revision } = task
  const seen = { id, revision: revision.arn }
  if (view.desiredStatus === 'STOPPED') return { ...seen, phase: 'stopping' }
  if (view.lastStatus !== 'RUNNING') return { ...seen, phase: 'starting' }
  const failing = whatFails(world, task)
  if (failing !== undefined) return { ...seen, phase: inGrace(world, task) ? 'running' : 'unhealthy', because: failing }
  return { ...seen, phase: isHealthy(world, task) ? 'healthy' : 'running' }
}

function whatFails(world: EcsContext, task: TaskRecord): string | undefined {
  if (task.view.healthStatus === 'UNHEALTHY') return 'Task failed container health checks'
  const unhealthy = task.targets.find(({ targetGroupArn, target }) => {
    return world.balancing.health(targetGroupArn, target) === 'unhealthy'
  })
  if (unhealthy === undefined) return undefined
  const silent = [...task.ports].find(([name]) => !task.listening.has(name))
  const hint = silent === undefined ? '' : `: ${ignoresPort(...silent)}`
  return `Task failed ELB health checks in (target-group ${unhealthy.targetGroupArn})${hint}`
}

/** Failed checks of a task that was never healthy do not count for a while. */
function inGrace(world: EcsContext, { everHealthy, runningSince = 0, service }: TaskRecord): boolean {
  if (everHealthy) return false
  const grace = world.clock.wall((service?.settings.healthCheckGracePeriodSeconds ?? 0) * 1000)
  return Date.now() - runningSince < Math.max(grace, wallFloors.firstHealthy)
}

function isHealthy(world: EcsContext, task: TaskRecord): boolean {
  const { definition } = task.revision.taskDefinition
  const checked = hasContainerCheck(definition.containerDefinitions)
  if (checked && task.view.healthStatus !== 'HEALTHY') return false
  if (task.targets.length > 0) {
    return task.targets.every(
      ({ targetGroupArn, target }) => world.balancing.health(targetGroupArn, target) === 'healthy',
    )
  }
  return checked || task.ranLong
}

function alarmStates(world: EcsContext, deployment: DeploymentRecord | undefined): Observations['alarms'] {
  const names = deployment?.state.plan.alarms?.names ?? []
  return Object.fromEntries(
    names.flatMap((name) => {
      const state = world.alarms.stateOf(name)
      return state === undefined ? [] : [[name, state]]
    }),
  )
}

function wiringOf(world: EcsContext, { loadBalancers }: ServiceRecord): string | undefined {
  for (const { targetGroupArn = '', advancedConfiguration } of loadBalancers) {
    const { productionListenerRule: rule, testListenerRule, alternateTargetGroupArn } = advancedConfiguration ?? {}
    if (rule === undefined || alternateTargetGroupArn === undefined) continue
    const production = weights(world, rule)
    const test = testListenerRule === undefined ? undefined : weights(world, testListenerRule)
    if (production === undefined || (testListenerRule !== undefined && test === undefined)) {
      return 'One or more rules not found'
    }
    const wiring = { productionListenerRule: rule, targetGroupArn, alternateTargetGroupArn, production }
    const problem = wiringProblem(test === undefined ? wiring : { ...wiring, test })
    if (problem !== undefined) return problem
  }
  return undefined
}

function weights(world: EcsContext, rule: string): RuleWeights | undefined {
  try {
    return world.balancing.weights(rule)
  } catch {
    // The rule is gone, or forwards nothing: either way no weight is there.
    return undefined
  }
}
