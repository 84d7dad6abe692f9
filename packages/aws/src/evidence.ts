import { describe } from '@slipway/outcome'
import { groupStops, type Evidence, type StoppedContainer, type StoppedTask } from '@slipway/rollout'
import type { EcsPort, JsonObject, ServiceRef } from './ecs.ts'
import type { LogsPort, LogStream } from './logs.ts'
import { within } from './within.ts'

/** Which deployment the evidence is about. */
export interface Suspect {
  readonly ref: ServiceRef
  readonly taskDefinitionArn: string
  /** Epoch milliseconds: when the deployment was made; older tasks and events belong to another one. */
  readonly since: number
}

/** Kinds of stops whose log is read, lines of each log and characters of a line, and events that are kept. */
const limits = { stops: 3, lines: 20, characters: 1_000, events: 10 } as const
/** Milliseconds for each thing that is looked at: the deadline is over by then. */
const patience = 10_000

/**
 * What a failed deployment left behind: stopped tasks with exit codes and last log lines, and service events.
 * Never throws: what cannot be looked at is named in `missing`.
 */
export async function gatherEvidence(ecs: EcsPort, logs: LogsPort, suspect: Suspect): Promise<Evidence> {
  const missing: string[] = []
  const attempt = async <T>(what: string, fallback: T, look: () => Promise<T>): Promise<T> => {
    try {
      return await within(patience, undefined, look)
    } catch (error) {
      missing.push(`${what}: ${describe(error)}`)
      return fallback
    }
  }
  const tasks = await attempt('stopped tasks', [], () => stopsOf(ecs, suspect))
  const definition = await attempt('task definition', undefined, () =>
    ecs.describeTaskDefinition(suspect.taskDefinitionArn),
  )
  const withLogs = await Promise.all(
    groupStops(tasks)
      .slice(0, limits.stops)
      .map(({ task }) => attempt('logs', task, () => readLogs(logs, task, definition?.document))),
  )
  const events = await attempt('service events', [], () => eventsOf(ecs, suspect))
  const byArn = new Map(withLogs.map((task) => [task.taskArn, task]))
  return { tasks: tasks.map((task) => byArn.get(task.taskArn) ?? task), events, missing }
}

async function stopsOf(ecs: EcsPort, { ref, taskDefinitionArn, since }: Suspect): Promise<readonly StoppedTask[]> {
  const tasks = await ecs.stoppedTasks(ref)
  return tasks.filter((task) => task.taskDefinitionArn === taskDefinitionArn && (task.createdAt ?? since) >= since)
}

async function eventsOf(ecs: EcsPort, { ref, since }: Suspect): Promise<Evidence['events']> {
  const events = (await ecs.describeService(ref))?.events ?? []
  return events
    .filter(({ at }) => at >= since)
    .slice(0, limits.events)
    .toReversed()
}

async function readLogs(logs: LogsPort, task: StoppedTask, document: JsonObject | undefined): Promise<StoppedTask> {
  const containers: StoppedContainer[] = []
  for (const container of task.containers) {
    const stream = logStreamOf(document, container.name, task.taskArn)
    if (stream === undefined) containers.push(container)
    else containers.push({ ...container, log: (await logs.lastLines(stream, limits.lines)).map(cut) })
  }
  return { ...task, containers }
}

/** A line may be a megabyte, and a summary holds no more than one. */
function cut(line: string): string {
  return line.length <= limits.characters ? line : `${line.slice(0, limits.characters - 1)}…`
}

/**
 * Where the awslogs driver writes: `prefix/container/taskId`.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html
 */
function logStreamOf(document: JsonObject | undefined, container: string, taskArn: string): LogStream | undefined {
  const definitions = (document?.['containerDefinitions'] ?? []) as readonly ContainerLog[]
  const log = definitions.find(({ name }) => name === container)?.logConfiguration
  const options = log?.options ?? {}
  const group = options['awslogs-group']
  const prefix = options['awslogs-stream-prefix']
  if (log?.logDriver !== 'awslogs' || group === undefined || prefix === undefined) return undefined
  return { group, stream: `${prefix}/${container}/${taskArn.split('/').at(-1)}`, region: options['awslogs-region'] }
}

interface ContainerLog {
  readonly name?: string
  readonly logConfiguration?: {
    readonly logDriver?: string
    readonly options?: Readonly<Record<string, string | undefined>>
  }
}
