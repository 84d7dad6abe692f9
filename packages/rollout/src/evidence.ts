/** What a failed deployment left behind. Texts are foreign: whoever shows them makes them safe first. */
export interface Evidence {
  readonly tasks: readonly StoppedTask[]
  /** What runs now; absent when that could not be looked at. */
  readonly serving?: readonly ServingRevision[] | undefined
  /** Newest last. */
  readonly events: readonly ServiceEvent[]
  /** What could not be looked at, and why. */
  readonly missing: readonly string[]
}

/** A service revision that has running tasks. */
export interface ServingRevision {
  readonly arn: string
  readonly taskDefinition: string
  readonly running: number
  readonly images: readonly string[]
}

export interface StoppedTask {
  readonly taskArn: string
  readonly taskDefinitionArn: string
  /** Epoch milliseconds. */
  readonly createdAt?: number | undefined
  readonly stopCode?: string | undefined
  readonly stoppedReason?: string | undefined
  readonly containers: readonly StoppedContainer[]
}

export interface StoppedContainer {
  readonly name: string
  readonly exitCode?: number | undefined
  readonly reason?: string | undefined
  /** The last lines of its log, newest last; absent when they were not read. */
  readonly log?: readonly string[]
}

export interface ServiceEvent {
  readonly id: string
  /** Epoch milliseconds. */
  readonly at: number
  readonly message: string
}

/** Tasks that stopped alike are one row, with how many there were and the newest of them. */
export interface StopGroup {
  readonly count: number
  readonly task: StoppedTask
}

/** Groups tasks by stop code, reason and exit codes; the most frequent first. */
export function groupStops(tasks: readonly StoppedTask[]): readonly StopGroup[] {
  const groups = new Map<string, StopGroup>()
  for (const task of tasks) {
    const exits = task.containers.map(({ name, exitCode, reason }) => [name, exitCode, reason])
    const key = JSON.stringify([task.stopCode, task.stoppedReason, exits])
    const group = groups.get(key)
    groups.set(
      key,
      group === undefined ? { count: 1, task } : { count: group.count + 1, task: newer(group.task, task) },
    )
  }
  return [...groups.values()].toSorted((a, b) => b.count - a.count)
}

/** `api exit 1, proxy exit 0 (OutOfMemoryError: …)`; a container without an exit code never ran. */
export function showExits(task: StoppedTask): string {
  return task.containers
    .map(({ name, exitCode, reason }) => {
      const exit = exitCode === undefined ? 'no exit code' : `exit ${exitCode}`
      return `${name} ${exit}${reason === undefined ? '' : ` (${reason})`}`
    })
    .join(', ')
}

/** The whole as lines of plain text. */
export function evidenceLines({ tasks, serving, events, missing }: Evidence): readonly string[] {
  const stops = groupStops(tasks).flatMap(({ count, task }) => [
    `${count} stopped: ${task.stopCode ?? 'no stop code'}, ${task.stoppedReason ?? 'no reason'}; ${showExits(task)}`,
    ...task.containers.flatMap(({ name, log = [] }) => log.map((line) => `  ${name} | ${line}`)),
  ])
  return [
    ...(tasks.length === 0 ? ['no task of this deployment has stopped'] : stops),
    ...(serving === undefined ? [] : [showServing(serving), ...serving.flatMap(servingLines)]),
    ...events.map(({ at, message }) => `event ${new Date(at).toISOString()}: ${message}`),
    ...missing.map((what) => `could not be looked at: ${what}`),
  ]
}

/** `the service runs api:1 (2 tasks)`, by the names of task definitions. */
export function showServing(serving: readonly ServingRevision[]): string {
  if (serving.length === 0) return 'no task of the service runs now'
  const each = serving.map(({ taskDefinition, running }) => {
    return `${taskDefinition.split('/').at(-1)} (${running === 1 ? '1 task' : `${running} tasks`})`
  })
  return `the service runs ${each.join(' and ')} now`
}

function servingLines({ arn, images }: ServingRevision): readonly string[] {
  return [`  ${arn}`, ...images.map((image) => `    ${image}`)]
}

function newer(a: StoppedTask, b: StoppedTask): StoppedTask {
  return hasLog(b) === hasLog(a) ? ((b.createdAt ?? 0) > (a.createdAt ?? 0) ? b : a) : hasLog(b) ? b : a
}

function hasLog({ containers }: StoppedTask): boolean {
  return containers.some(({ log }) => log !== undefined && log.length > 0)
}
