import type { Container, ContainerDefinition, Tag, Task, TaskOverride } from '@aws-sdk/client-ecs'
import { randomUUID } from 'node:crypto'
import { ecsArn, taskId } from './arns.ts'
import type { ClusterRecord, RevisionRecord, ServiceRecord, StopRequest, TaskRecord } from './records.ts'
import { recordTask } from './record-task.ts'
import { liveTask } from './task-life.ts'
import type { EcsContext } from './context.ts'

/** Who starts a task, and what it is known by. */
export interface TaskOrigin {
  readonly cluster: ClusterRecord
  readonly service?: ServiceRecord
  readonly group: string
  readonly startedBy?: string | undefined
  readonly overrides?: TaskOverride | undefined
  readonly tags?: readonly Tag[]
  readonly clientToken?: string | undefined
}

/** Creates a task of a service revision and lets it live. */
export function startServiceTask(world: EcsContext, service: ServiceRecord, revision: RevisionRecord): TaskRecord {
  const { cluster, name } = service
  return startTask(world, { cluster, service, group: `service:${name}`, startedBy: revision.legacyId }, revision)
}

/** Creates a task and lets it live. */
export function startTask(world: EcsContext, origin: TaskOrigin, revision: RevisionRecord): TaskRecord {
  const { cluster, service, tags = [], clientToken } = origin
  const id = taskId()
  const arn = ecsArn(world, 'task', cluster.name, id)
  const view = newView(world, origin, revision, arn)
  let request: (stop: StopRequest) => void = () => {}
  const stopRequested = new Promise<StopRequest>((resolve) => (request = resolve))
  const task: TaskRecord = {
    arn,
    id,
    cluster,
    service,
    revision,
    tags,
    clientToken,
    view,
    targets: [],
    ports: new Map(),
    listening: new Set(),
    everHealthy: false,
    ranLong: false,
    stop(stop) {
      if (view.desiredStatus === 'STOPPED') return
      view.desiredStatus = 'STOPPED'
      view.stopCode = stop.stopCode
      view.stoppedReason = stop.reason
      view.stoppingAt = world.clock.now()
      request(stop)
    },
    ended: Promise.resolve(),
  }
  world.ecs.tasks.set(arn, task)
  recordTask(world, task)
  task.ended = liveTask(world, task, stopRequested)
  return task
}

function newView(
  world: EcsContext,
  { cluster, group, startedBy, overrides }: TaskOrigin,
  { taskDefinition, settings }: RevisionRecord,
  arn: string,
): TaskRecord['view'] {
  const { cpu, memory, containerDefinitions } = taskDefinition.definition
  const view: Task = {
    taskArn: arn,
    clusterArn: cluster.arn,
    taskDefinitionArn: taskDefinition.arn,
    group,
    createdAt: world.clock.now(),
    lastStatus: 'PROVISIONING',
    desiredStatus: 'RUNNING',
    healthStatus: 'UNKNOWN',
    connectivity: 'CONNECTED',
    attachments: [],
    overrides: { containerOverrides: [], inferenceAcceleratorOverrides: [], ...overrides },
    version: 1,
    ...(startedBy === undefined ? {} : { startedBy }),
    ...(cpu === undefined ? {} : { cpu }),
    ...(memory === undefined ? {} : { memory }),
    ...(settings.launchType === undefined ? {} : { launchType: settings.launchType }),
    ...(settings.platformVersion === undefined ? {} : { platformVersion: settings.platformVersion }),
  }
  return {
    ...view,
    containers: containerDefinitions.map((definition) => newContainer(world, cluster, arn, definition)),
  }
}

function newContainer(
  world: EcsContext,
  cluster: ClusterRecord,
  taskArn: string,
  definition: ContainerDefinition,
): Container {
  const { name, image, cpu = 0 } = definition
  return {
    containerArn: ecsArn(world, 'container', cluster.name, taskArn.slice(taskArn.lastIndexOf('/') + 1), randomUUID()),
    taskArn,
    name,
    image,
    cpu: String(cpu),
    lastStatus: 'PENDING',
    healthStatus: 'UNKNOWN',
    networkBindings: [],
    networkInterfaces: [],
  }
}
