import type { Weights } from './deployment/deployment.ts'
import type { Effect } from './deployment/effects.ts'
import { lookUpRevision } from './find.ts'
import type { RevisionRecord, ServiceRecord, TaskRecord } from './records.ts'
import { say, withLegacyIds } from './service-events.ts'
import { startServiceTask } from './start-task.ts'
import { wallFloors } from './wall-floors.ts'
import type { EcsContext } from './context.ts'

/** Does what a step asked for. */
export function apply(world: EcsContext, service: ServiceRecord, effects: readonly Effect[]): void {
  for (const effect of effects) {
    switch (effect.kind) {
      case 'start':
        start(world, service, effect.revision, effect.count)
        break
      case 'stop':
        stop(world, service, effect)
        break
      case 'shift':
        shift(world, service, effect.route, effect.weights)
        break
      case 'say':
        say(world, service, effect.message)
        break
      default:
        effect satisfies never
    }
  }
}

function start(world: EcsContext, service: ServiceRecord, arn: string, count: number): void {
  const revision = lookUpRevision(service, arn)
  if (revision === undefined || isThrottled(world, revision)) return
  const tasks = Array.from({ length: count }, () => startServiceTask(world, service, revision))
  say(world, service, `has started ${count} tasks: ${tasks.map(({ id }) => `(task ${id})`).join(' ')}.`)
}

/**
 * Tasks that keep failing are started at longer and longer intervals.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-throttle-logic.html
 */
function isThrottled(world: EcsContext, { failuresInARow, lastFailureAt }: RevisionRecord): boolean {
  if (failuresInARow === 0) return false
  const cloudMs = Math.min(15 * 60_000, 2_500 * 2 ** Math.min(failuresInARow, 10))
  return Date.now() - lastFailureAt < Math.max(world.clock.wall(cloudMs), wallFloors.restart)
}

function stop(world: EcsContext, service: ServiceRecord, effect: Effect & { readonly kind: 'stop' }): void {
  const task = findTask(world, service, effect.task)
  if (task === undefined) return
  if (effect.failed) say(world, service, `(task ${task.id}) ${lowerFirst(effect.reason)}.`)
  const reason = withLegacyIds(service, effect.reason)
  task.stop({ stopCode: 'ServiceSchedulerInitiated', reason, failed: effect.failed })
}

function findTask(world: EcsContext, service: ServiceRecord, id: string): TaskRecord | undefined {
  return [...world.ecs.tasks.values()].find((task) => task.service === service && task.id === id)
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

/** A revision's weight becomes its target group's; the group beside it gets the rest, as ECS writes it: explicitly 0. */
function shift(world: EcsContext, service: ServiceRecord, route: 'production' | 'test', weights: Weights): void {
  for (const [index, { targetGroupArn, advancedConfiguration }] of service.loadBalancers.entries()) {
    const { productionListenerRule, testListenerRule, alternateTargetGroupArn } = advancedConfiguration ?? {}
    const rule = route === 'production' ? productionListenerRule : testListenerRule
    if (rule === undefined) continue
    const groups = new Map<string, number>()
    for (const group of [targetGroupArn, alternateTargetGroupArn]) if (group !== undefined) groups.set(group, 0)
    for (const [arn, weight] of Object.entries(weights)) {
      const group = lookUpRevision(service, arn)?.targetGroups[index]
      if (group !== undefined) groups.set(group, (groups.get(group) ?? 0) + weight)
    }
    world.balancing.shift(rule, groups)
  }
}
