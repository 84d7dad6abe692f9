import type { TaskRecord } from './records.ts'
import { say } from './service-events.ts'
import type { EcsContext } from './context.ts'

const loopback = '127.0.0.1'

/** Puts a running task into the target groups of its revision. */
export function registerTargets(world: EcsContext, task: TaskRecord): void {
  const { service } = task
  if (service === undefined) return
  const { loadBalancers, targetGroups } = task.revision
  task.targets = loadBalancers.flatMap(({ containerName = '', targetGroupArn }, index) => {
    const group = targetGroups[index] ?? targetGroupArn
    const port = task.ports.get(containerName)
    return group === undefined || port === undefined ? [] : [{ targetGroupArn: group, target: { id: loopback, port } }]
  })
  for (const { targetGroupArn, target } of task.targets) {
    world.balancing.register(targetGroupArn, target)
    say(world, service, `registered 1 targets in (target-group ${targetGroupArn})`)
  }
}

/** Resolves when no target of the task serves a request any more. */
export async function leaveTargetGroups(world: EcsContext, task: TaskRecord): Promise<void> {
  const { service } = task
  if (service === undefined) return
  if (!world.stopping.aborted) say(world, service, 'has begun draining connections on 1 tasks.')
  await Promise.all(
    task.targets.map(async ({ targetGroupArn, target }) => {
      say(world, service, `deregistered 1 targets in (target-group ${targetGroupArn})`)
      try {
        await world.balancing.deregister(targetGroupArn, target)
      } catch (error) {
        // The group is gone: there is nothing to drain.
        say(
          world,
          service,
          `failed to deregister targets in target-group ${targetGroupArn} with (error ${String(error)})`,
        )
      }
    }),
  )
  task.targets = []
}
