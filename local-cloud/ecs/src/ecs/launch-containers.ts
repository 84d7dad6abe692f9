import type { Container, ContainerDefinition } from '@aws-sdk/client-ecs'
import type { TaskRecord } from './records.ts'
import { recordTask } from './record-task.ts'
import { containerOutput } from './container-output.ts'
import { refuseUnsupportedContainer } from './unsupported-container.ts'
import { freePort } from '../tasks/free-port.ts'
import type { ContainerSpec, RunningContainer } from '../tasks/runtime.ts'
import type { EcsContext } from './context.ts'
import type { PulledImage } from '@slipway/local-cloud-images/registry/pulled-image'

/** A container that was started, and its place in the task's view. */
export interface LiveContainer {
  readonly definition: ContainerDefinition
  readonly view: Container
  readonly running: RunningContainer
  /** Its exit has been written into the view. */
  readonly settled: Promise<void>
}

/** Pulls, then starts every container. Where one cannot start, those that did are ended again. */
export async function launchContainers(world: EcsContext, task: TaskRecord): Promise<readonly LiveContainer[]> {
  const definitions = task.revision.taskDefinition.definition.containerDefinitions
  for (const definition of definitions) refuseUnsupportedContainer(definition)
  const images = await pullImages(world, task, definitions)
  setPending(world, task, 'ACTIVATING')
  const started: LiveContainer[] = []
  try {
    for (const definition of definitions) {
      started.push(await launch(world, task, definition, images.get(definition.name ?? '')))
    }
  } catch (error) {
    await Promise.all(started.map(({ running }) => running.stop(0)))
    throw error
  }
  return started
}

/** The first task of a revision resolves each tag; later ones run the same digest. */
async function pullImages(
  world: EcsContext,
  task: TaskRecord,
  definitions: readonly ContainerDefinition[],
): Promise<ReadonlyMap<string, PulledImage>> {
  setPending(world, task, 'PENDING')
  task.view.pullStartedAt = world.clock.now()
  const images = new Map<string, PulledImage>()
  for (const { name = '', image = '' } of definitions) {
    const pinned = task.revision.imageDigests.get(name)
    const pulled = await world.images.pull(pinned === undefined ? image : atDigest(image, pinned))
    task.revision.imageDigests.set(name, pulled.digest)
    images.set(name, pulled)
  }
  task.view.pullStoppedAt = world.clock.now()
  return images
}

/** `host/repository:tag` or `host/repository@digest` as `host/repository@DIGEST`. */
export function atDigest(image: string, digest: string): string {
  const [name = ''] = image.split('@')
  const tag = name.indexOf(':', name.indexOf('/'))
  return `${tag < 0 ? name : name.slice(0, tag)}@${digest}`
}

async function launch(
  world: EcsContext,
  task: TaskRecord,
  definition: ContainerDefinition,
  image: PulledImage | undefined,
): Promise<LiveContainer> {
  const { name = '' } = definition
  const view = task.view.containers.find((container) => container.name === name)
  if (image === undefined || view === undefined) throw new Error(`container ${name} has no image`)
  view.imageDigest = image.digest
  const spec = await containerSpec(task, definition, image, view)
  const running = await world.ecs.runtime
    .start(spec, containerOutput(world, task.id, definition))
    .catch((error: Error) => {
      view.reason = error.message
      throw error
    })
  view.runtimeId = running.id
  return { definition, view, running, settled: settle(view, running) }
}

async function settle(view: Container, running: RunningContainer): Promise<void> {
  const { exitCode } = await running.exited
  view.exitCode = exitCode
  view.lastStatus = 'STOPPED'
}

async function containerSpec(
  task: TaskRecord,
  definition: ContainerDefinition,
  image: PulledImage,
  view: Container,
): Promise<ContainerSpec> {
  const { name = '', entryPoint, command, workingDirectory, environment = [], portMappings = [] } = definition
  const containerPort = portMappings[0]?.containerPort
  const port = containerPort === undefined ? undefined : await freePort()
  if (port !== undefined && containerPort !== undefined) {
    task.ports.set(name, port)
    view.networkBindings = [{ bindIP: '127.0.0.1', containerPort, hostPort: port, protocol: 'tcp' }]
  }
  return {
    taskId: task.id,
    name,
    image,
    environment: Object.fromEntries(environment.map((pair) => [pair.name ?? '', pair.value ?? ''])),
    ...(entryPoint === undefined ? {} : { entryPoint }),
    ...(command === undefined ? {} : { command }),
    ...(workingDirectory === undefined ? {} : { workingDirectory }),
    ...(port === undefined ? {} : { port }),
  }
}

function setPending(world: EcsContext, task: TaskRecord, lastStatus: string): void {
  task.view.lastStatus = lastStatus
  recordTask(world, task)
}
