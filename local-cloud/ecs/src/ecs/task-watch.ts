import { checkCommand, checkContainer } from './container-health.ts'
import type { LiveContainer } from './launch-containers.ts'
import type { TaskRecord } from './records.ts'
import { recordTask } from './record-task.ts'
import { wallMs } from '@slipway/local-cloud-frame/wall-time'
import { wallFloors } from './wall-floors.ts'
import { isPatient, outOfPatience } from '@slipway/local-cloud-frame/patience'
import { acceptsConnections } from '../tasks/accepts-connections.ts'
import type { EcsContext } from './context.ts'

/** Runs the definition's container health checks; the image's own HEALTHCHECK is not used, as on ECS. */
export function watchHealth(
  world: EcsContext,
  task: TaskRecord,
  containers: readonly LiveContainer[],
  signal: AbortSignal,
): void {
  for (const { definition, view, running } of containers) {
    if (definition.healthCheck === undefined) continue
    void checkContainer(world.clock, running, definition.healthCheck, signal, (status) => {
      view.healthStatus = status
      task.view.healthStatus = taskHealth(containers)
      recordTask(world, task)
    })
  }
}

/**
 * A task's health by its essential containers with a check.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html
 */
function taskHealth(containers: readonly LiveContainer[]): 'HEALTHY' | 'UNHEALTHY' | 'UNKNOWN' {
  const statuses = containers
    .filter(({ definition }) => definition.essential !== false && checkCommand(definition.healthCheck) !== undefined)
    .map(({ view }) => view.healthStatus)
  if (statuses.includes('UNHEALTHY')) return 'UNHEALTHY'
  return statuses.length > 0 && statuses.every((status) => status === 'HEALTHY') ? 'HEALTHY' : 'UNKNOWN'
}

/** "If there is no health check and no load balancer, a task is healthy 40 seconds after it is RUNNING." */
const healthyAfterSeconds = 40

/** A task that nothing checks becomes healthy by running on: so long that one that crashes has done so. */
export async function watchAge(world: EcsContext, task: TaskRecord, signal: AbortSignal): Promise<void> {
  await outOfPatience(wallMs(world.clock, healthyAfterSeconds, wallFloors.unchecked), signal)
  if (signal.aborted) return
  task.ranLong = true
  task.service?.wake()
}

/** A container with a port mapping that does not listen at its PORT is stopped with a reason that says so. */
export function watchPorts(world: EcsContext, task: TaskRecord, signal: AbortSignal): void {
  const grace = world.clock.wall((task.service?.settings.healthCheckGracePeriodSeconds ?? 0) * 1000)
  const patience = { since: Date.now(), ms: Math.max(grace, wallFloors.listening) }
  for (const [name, port] of task.ports) void watchPort(world, task, name, port, patience, signal)
}

async function watchPort(
  world: EcsContext,
  task: TaskRecord,
  name: string,
  port: number,
  { since, ms }: { readonly since: number; readonly ms: number },
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    if (await acceptsConnections(port)) {
      task.listening.add(name)
      task.service?.wake()
      return
    }
    if (!(await isPatient(since, ms))) {
      task.stop({
        stopCode: 'TaskFailedToStart',
        reason: `Task failed to start: ${ignoresPort(name, port)}`,
        failed: true,
      })
      return
    }
    await world.clock.sleep(50 * world.clock.speed, signal)
  }
}

export function ignoresPort(container: string, port: number): string {
  return `nothing listens at 127.0.0.1:${port}. The local cloud gives every task a port of its own as PORT (here PORT=${port}); the image of container ${container} must listen there`
}
