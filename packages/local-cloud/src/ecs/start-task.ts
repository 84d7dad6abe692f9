import type { Container, ContainerDefinition, Task } from '@aws-sdk/client-ecs'
import { randomUUID } from 'node:crypto'
import { ecsArn, taskId } from './arns.ts'
import type { RevisionRecord, ServiceRecord, StopRequest, TaskRecord } from './records.ts'
import { recordTask } from './record-task.ts'
import { liveTask } from './task-life.ts'
import type { World } from '../world.ts'

/** Creates a task of a service revision and lets it live. */
export function startTask(world: World, service: ServiceRecord, revision: RevisionRecord): TaskRecord {
  const id = taskId()
  const arn = ecsArn(world, 'task', service.cluster.name, id)
  const view = newView(world, service, revision, arn)
  let request: (stop: StopRequest) => void = () => {}
  const stopRequested = new Promise<StopRequest>((resolve) => (request = resolve))
  const task: TaskRecord = {
    arn,
    id,
    cluster: service.cluster,
    service,
    revision,
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
  world: World,
  service: ServiceRecord,
  { taskDefinition, legacyId, settings }: RevisionRecord,
  arn: string,
): TaskRecord['view'] {
  const { cpu, memory, containerDefinitions } = taskDefinition.definition
  const view: Task = {
    taskArn: arn,
    clusterArn: service.cluster.arn,
    taskDefinitionArn: taskDefinition.arn,
    group: `service:${service.name}`,
    startedBy: legacyId,
    createdAt: world.clock.now(),
    lastStatus: 'PROVISIONING',
    desiredStatus: 'RUNNING',
    healthStatus: 'UNKNOWN',
    connectivity: 'CONNECTED',
    attachments: [],
    overrides: { containerOverrides: [], inferenceAcceleratorOverrides: [] },
    version: 1,
    ...(cpu === undefined ? {} : { cpu }),
    ...(memory === undefined ? {} : { memory }),
    ...(settings.launchType === undefined ? {} : { launchType: settings.launchType }),
    ...(settings.platformVersion === undefined ? {} : { platformVersion: settings.platformVersion }),
  }
  return {
    ...view,
    containers: containerDefinitions.map((definition) => newContainer(world, service, arn, definition)),
  }
}

function newContainer(
  world: World,
  service: ServiceRecord,
  taskArn: string,
  definition: ContainerDefinition,
): Container {
  const { name, image, cpu = 0 } = definition
  return {
    containerArn: ecsArn(
      world,
      'container',
      service.cluster.name,
      taskArn.slice(taskArn.lastIndexOf('/') + 1),
      randomUUID(),
    ),
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
