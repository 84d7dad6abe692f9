import type { RevisionRecord, ServiceRecord, TaskRecord } from './records.ts'
import type { EcsContext } from './context.ts'

export interface TaskCounts {
  readonly running: number
  readonly pending: number
}

const pendingStatuses = ['PROVISIONING', 'PENDING', 'ACTIVATING']

/** Tasks of a service, or of one of its revisions. A task that drains is still running. */
export function tasksOfService(
  world: EcsContext,
  service: ServiceRecord,
  revision?: RevisionRecord,
): readonly TaskRecord[] {
  return [...world.ecs.tasks.values()].filter(
    (task) => task.service === service && (revision === undefined || task.revision === revision),
  )
}

export function countTasks(world: EcsContext, service: ServiceRecord, revision?: RevisionRecord): TaskCounts {
  const statuses = tasksOfService(world, service, revision).map(({ view }) => view.lastStatus ?? '')
  return {
    running: statuses.filter((status) => status === 'RUNNING' || status === 'DEACTIVATING').length,
    pending: statuses.filter((status) => pendingStatuses.includes(status)).length,
  }
}
