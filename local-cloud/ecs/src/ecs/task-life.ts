import { isChecked } from './container-health.ts'
import { launchContainers, type LiveContainer } from './launch-containers.ts'
import type { StopRequest, TaskRecord } from './records.ts'
import { recordTask } from './record-task.ts'
import { say } from './service-events.ts'
import { registerTargets, leaveTargetGroups } from './task-targets.ts'
import { watchAge, watchHealth, watchPorts } from './task-watch.ts'
import { wallMs } from '@slipway/local-cloud-frame/wall-time'
import { wallFloors } from './wall-floors.ts'
import { giveBack } from '../tasks/free-port.ts'
import type { EcsContext } from './context.ts'

/** How long a stopped task can still be described: "at least one hour". */
const keptForMs = 60 * 60 * 1000

/**
 * One task from PROVISIONING to STOPPED.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html
 */
export async function liveTask(
  world: EcsContext,
  task: TaskRecord,
  stopRequested: Promise<StopRequest>,
): Promise<void> {
  const over = new AbortController()
  let containers: readonly LiveContainer[] = []
  try {
    containers = await launchContainers(world, task)
    run(world, task, containers, over.signal)
    const request = await Promise.race([stopRequested, essentialExit(task, containers)])
    count(world, task, request)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    task.stop({ stopCode: 'TaskFailedToStart', reason, failed: true })
    count(world, task, await stopRequested)
  }
  over.abort()
  await windDown(world, task, containers)
  await finish(world, task)
}

function run(world: EcsContext, task: TaskRecord, containers: readonly LiveContainer[], signal: AbortSignal): void {
  if (task.view.desiredStatus === 'STOPPED') return
  task.view.startedAt = world.clock.now()
  task.runningSince = Date.now()
  for (const { view } of containers) view.lastStatus = 'RUNNING'
  setStatus(world, task, 'RUNNING')
  registerTargets(world, task)
  watchHealth(world, task, containers, signal)
  // What RunTask starts may do its work and never listen, as a migration does.
  if (task.service === undefined) return
  watchPorts(world, task, signal)
  void watchAge(world, task, signal)
}

/** Settles when an essential container ends by itself. */
async function essentialExit(task: TaskRecord, containers: readonly LiveContainer[]): Promise<StopRequest> {
  const essential = containers.filter(({ definition }) => definition.essential !== false)
  await Promise.race(essential.map(({ running }) => running.exited))
  const request = {
    stopCode: 'EssentialContainerExited',
    reason: 'Essential container in task exited',
    failed: true,
  } as const
  task.stop(request)
  return request
}

/**
 * A failure slows the next start of this revision down, and counts for the deployment: a task that does not start, or that
 * fails its health checks. One that started and that nothing checks may exit as often as it likes, as users report
 * (containers-roadmap#1206, copilot-cli#1879).
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Deployment.html, failedTasks
 */
function count(
  world: EcsContext,
  { service, revision, everHealthy }: TaskRecord,
  { failed, stopCode }: StopRequest,
): void {
  if (!failed || service === undefined || world.stopping.aborted) return
  if (stopCode !== 'EssentialContainerExited' || isChecked(revision)) {
    service.outcomes.push({ revision: revision.arn, kind: 'failed' })
    revision.failedTasks += 1
  }
  revision.failuresInARow = everHealthy ? 0 : revision.failuresInARow + 1
  revision.lastFailureAt = Date.now()
}

/** Out of the load balancer first, so that no request is lost; then SIGTERM, and SIGKILL after stopTimeout. */
async function windDown(world: EcsContext, task: TaskRecord, containers: readonly LiveContainer[]): Promise<void> {
  if (task.targets.length > 0) {
    setStatus(world, task, 'DEACTIVATING')
    await leaveTargetGroups(world, task)
  }
  setStatus(world, task, 'STOPPING')
  await Promise.all(
    containers.map(({ running, definition }) =>
      running.stop(wallMs(world.clock, definition.stopTimeout ?? 30, wallFloors.stopTimeout)),
    ),
  )
  await Promise.all(containers.map(({ settled }) => settled))
}

async function finish(world: EcsContext, task: TaskRecord): Promise<void> {
  await world.ecs.runtime.remove(task.id)
  for (const port of task.ports.values()) giveBack(port)
  for (const container of task.view.containers) container.lastStatus = 'STOPPED'
  task.view.executionStoppedAt ??= world.clock.now()
  task.view.stoppedAt = world.clock.now()
  setStatus(world, task, 'STOPPED')
  if (task.service !== undefined && !world.stopping.aborted) {
    say(world, task.service, `has stopped 1 running tasks: (task ${task.id}).`)
  }
  void forget(world, task)
}

async function forget(world: EcsContext, { arn }: TaskRecord): Promise<void> {
  const { clock, stopping } = world
  await clock.sleep(Math.max(keptForMs, wallFloors.stoppedTaskKept * clock.speed), stopping)
  if (!world.stopping.aborted) world.ecs.tasks.delete(arn)
}

function setStatus(world: EcsContext, task: TaskRecord, lastStatus: string): void {
  task.view.lastStatus = lastStatus
  task.view.version = (task.view.version ?? 0) + 1
  recordTask(world, task)
}
