import { groupStops, type StoppedContainer, type StoppedTask } from './evidence.ts'
import { shortened } from './shortened.ts'

/**
 * Why tasks stopped, in one sentence: the most frequent way that is a failure, e.g. `3 tasks stopped: api exited with
 * code 3, last line "no database"`. Nothing where tasks only made room, or where none stopped.
 */
export function stopCause(tasks: readonly StoppedTask[]): string | undefined {
  const [first] = groupStops(tasks.filter(isFailure))
  if (first === undefined) return undefined
  const { count, task } = first
  return `${count === 1 ? '1 task' : `${count} tasks`} stopped: ${shortened(wayOf(task), 400)}${lastLine(task)}`
}

/** A scheduler that makes room, or somebody who stops a task, gives no other reason than that. */
function isFailure({ stopCode, stoppedReason = '', containers }: StoppedTask): boolean {
  if (/fail|unhealthy/i.test(stoppedReason)) return true
  if (stopCode === 'ServiceSchedulerInitiated' || stopCode === 'UserInitiated') return false
  return stopCode !== undefined || containers.some(isBroken)
}

function wayOf(task: StoppedTask): string {
  const { stopCode, stoppedReason, containers } = task
  if (stopCode === 'EssentialContainerExited') return exit(culprit(task)) ?? stoppedReason ?? stopCode
  const own = containers.find(({ reason }) => reason !== undefined)
  if (own?.reason !== undefined && stoppedReason?.includes(own.reason) !== true) {
    return `${stoppedReason === undefined ? '' : `${stoppedReason}; `}${own.name}: ${own.reason}`
  }
  return stoppedReason ?? exit(culprit(task)) ?? stopCode ?? 'for no reason that ECS gives'
}

function exit(container: StoppedContainer | undefined): string | undefined {
  if (container === undefined) return undefined
  const { name, exitCode, reason } = container
  const said = reason === undefined ? '' : ` (${reason})`
  return exitCode === undefined ? `${name} did not start${said}` : `${name} exited with code ${exitCode}${said}`
}

/** Once one container has ended, ECS stops the others: 137 and 143 are what SIGKILL and SIGTERM leave. One that ran out of memory was the first. */
function culprit({ containers }: StoppedTask): StoppedContainer | undefined {
  const ended = containers.filter(({ exitCode }) => exitCode !== undefined)
  const byItself = ended.filter(({ exitCode }) => exitCode !== 137 && exitCode !== 143)
  return (
    ended.find(({ reason = '' }) => reason.startsWith('OutOfMemoryError')) ??
    byItself.find(({ exitCode }) => exitCode !== 0) ??
    containers.find(({ reason }) => reason !== undefined) ??
    byItself.at(0) ??
    ended.at(0)
  )
}

function isBroken({ exitCode, reason }: StoppedContainer): boolean {
  return reason !== undefined || (exitCode !== undefined && exitCode !== 0)
}

function lastLine(task: StoppedTask): string {
  const spoke = [culprit(task), ...task.containers].find((container) => (container?.log ?? []).length > 0)
  const line = (spoke?.log ?? []).findLast((text) => text.trim() !== '')
  return line === undefined ? '' : `, last line "${shortened(line.trim(), 200)}"`
}
