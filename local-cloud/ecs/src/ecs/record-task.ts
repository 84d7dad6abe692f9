import type { TaskRecord } from './records.ts'
import type { EcsContext } from './context.ts'

/** Writes a task's status and health into the timeline, and makes the loop of its service look. */
export function recordTask(world: EcsContext, { arn, view, revision, service }: TaskRecord): void {
  const exitCode = view.containers.find((container) => container.exitCode !== undefined)?.exitCode
  world.timeline.record({
    kind: 'task',
    taskArn: arn,
    taskDefinitionArn: revision.taskDefinition.arn,
    ...(service === undefined ? {} : { serviceRevisionArn: revision.arn }),
    lastStatus: view.lastStatus ?? '',
    ...(view.healthStatus === undefined ? {} : { healthStatus: view.healthStatus }),
    ...(view.stopCode === undefined ? {} : { stopCode: view.stopCode }),
    ...(exitCode === undefined ? {} : { exitCode }),
  })
  service?.wake()
}
