import { mkdir, rm } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { commandLine, containerEnvironment, execArguments, mainArguments } from './command-line.ts'
import { inRoot } from './in-root.ts'
import { underway, type Underway } from '@slipway/local-cloud-frame/underway'
import { startGroup, type ProcessGroup } from './process-group.ts'
import { createReaper, type Reaper } from './reaper.ts'
import { outOfPatience } from '@slipway/local-cloud-frame/patience'
import { rootfsStore, type RootfsStore } from './rootfs.ts'
import type { ContainerCommand, ContainerSpec, RunningContainer, TaskRuntime } from './runtime.ts'

/** Containers as processes of this machine, each in a folder with the image's files. There is no isolation. */
export function processRuntime(folder: string): TaskRuntime {
  const groups: Groups = { running: new Set(), starting: underway(), reaper: createReaper(), closed: false }
  const images = rootfsStore(join(folder, 'images'))
  return {
    start: (container, output) =>
      groups.starting.run(async () => {
        const place = await prepare(images, join(folder, 'tasks', container.taskId, container.name), container)
        return launch(place, container, output, groups)
      }),
    remove: (taskId) => rm(join(folder, 'tasks', taskId), { recursive: true, force: true }),
    async close() {
      groups.closed = true
      for (const group of groups.running) group.kill()
      await groups.starting.settled()
      await Promise.all([...groups.running].map(({ exited }) => exited))
      await groups.reaper.close()
    },
  }
}

interface Groups {
  readonly running: Set<ProcessGroup>
  /** What is only just starting: it is no group yet that could be killed. */
  readonly starting: Underway
  readonly reaper: Reaper
  /** From now on nothing starts. */
  closed: boolean
}

interface Place {
  readonly root: string
  readonly cwd: string
}

async function prepare(images: RootfsStore, folder: string, container: ContainerSpec): Promise<Place> {
  const root = await images.provide(container.image, folder)
  const wanted = container.workingDirectory ?? container.image.config.workingDir
  // As a container engine does, the working directory is made where the image lacks it.
  const existing = await inRoot(root, wanted)
  if (existing !== undefined) return { root, cwd: existing }
  const cwd = join(root, posix.resolve('/', wanted))
  await mkdir(cwd, { recursive: true })
  return { root, cwd }
}

async function launch(
  place: Place,
  container: ContainerSpec,
  output: (line: string) => void,
  groups: Groups,
): Promise<RunningContainer> {
  const environment = containerEnvironment(container)
  const main = await startIn(place, mainArguments(container), environment, output, groups)
  return {
    id: `${container.taskId}-${container.name}`,
    exited: main.exited,
    stop: (graceMs) => main.stop(graceMs),
    exec: (command, timeoutMs) => execute(place, command, environment, timeoutMs, groups),
  }
}

async function startIn(
  { root, cwd }: Place,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  output: (line: string) => void,
  groups: Groups,
): Promise<ProcessGroup> {
  const line = await commandLine(root, args, environment)
  if (groups.closed) throw new Error('CannotStartContainerError: the cloud stops')
  const group = await startGroup(line, cwd, output, groups.reaper).catch((error: Error) => {
    throw error.message.startsWith('Cannot') ? error : new Error(`CannotStartContainerError: ${error.message}`)
  })
  groups.running.add(group)
  if (groups.closed) group.kill()
  void group.exited.then(() => groups.running.delete(group))
  return group
}

async function execute(
  place: Place,
  command: ContainerCommand,
  environment: Readonly<Record<string, string>>,
  timeoutMs: number,
  groups: Groups,
): Promise<number> {
  const starting = groups.starting.run(() => startIn(place, execArguments(command), environment, () => {}, groups))
  const group = await starting.catch(() => undefined)
  if (group === undefined) return 1
  const over = new AbortController()
  const late = outOfPatience(timeoutMs, over.signal)
  const exit = await Promise.race([group.exited, late])
  over.abort()
  if (exit !== undefined) return exit.exitCode
  group.kill()
  await group.exited
  return 1
}
