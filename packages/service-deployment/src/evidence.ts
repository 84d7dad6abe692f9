import { describe } from '@slipway/outcome'
import { secretHider } from '@slipway/probe/secrets'
import { groupStops, relevantEvents, type Evidence, type StoppedContainer, type StoppedTask } from '@slipway/rollout'
import type { EcsPort, EcsService, JsonObject, ServiceRef } from '@slipway/aws/ecs'
import { logPlaceOf } from './log-stream.ts'
import type { LogsPort } from '@slipway/aws/logs'
import { within } from '@slipway/aws/within'

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
  missing.push(...unreadableLogs(withLogs, definition?.document))
  const service = await attempt('service events', undefined, () => ecs.describeService(suspect.ref))
  const since = (service?.events ?? []).filter(({ at }) => at >= suspect.since)
  const serving = service && (await attempt('what the service runs now', undefined, () => servingOf(ecs, service)))
  const byArn = new Map(withLogs.map((task) => [task.taskArn, task]))
  return {
    tasks: tasks.map((task) => byArn.get(task.taskArn) ?? task),
    serving,
    events: relevantEvents(since, limits.events),
    missing,
  }
}

async function stopsOf(ecs: EcsPort, { ref, taskDefinitionArn, since }: Suspect): Promise<readonly StoppedTask[]> {
  const tasks = await ecs.stoppedTasks(ref)
  return tasks.filter((task) => task.taskDefinitionArn === taskDefinitionArn && (task.createdAt ?? since) >= since)
}

/** What has running tasks, by revision, with its images as they were resolved. */
async function servingOf(ecs: EcsPort, service: EcsService): Promise<Evidence['serving']> {
  const live = service.revisions.filter(({ running }) => running > 0)
  if (live.length === 0) return []
  const known = await ecs.describeServiceRevisions(live.map(({ arn }) => arn))
  return live.map(({ arn, running }) => {
    const revision = known.find((one) => one.arn === arn)
    const images = (revision?.images ?? []).map(({ container, image, digest }) => {
      return `${container}: ${image}${digest === undefined || image.includes('@') ? '' : ` (${digest})`}`
    })
    return { arn, running, taskDefinition: revision?.taskDefinition ?? arn, images }
  })
}

async function readLogs(logs: LogsPort, task: StoppedTask, document: JsonObject | undefined): Promise<StoppedTask> {
  const containers: StoppedContainer[] = []
  for (const container of task.containers) {
    const place = logPlaceOf(document, container.name, task.taskArn)
    if (place === undefined || !('stream' in place)) containers.push(container)
    else containers.push({ ...container, log: (await logs.lastLines(place.stream, limits.lines)).map(shown) })
  }
  return { ...task, containers }
}

/** Containers that ran and whose log is not where it could be read, each once. */
function unreadableLogs(tasks: readonly StoppedTask[], document: JsonObject | undefined): readonly string[] {
  const lines = tasks.flatMap(({ taskArn, containers }) =>
    containers.flatMap(({ name, exitCode }) => {
      const place = exitCode === undefined ? undefined : logPlaceOf(document, name, taskArn)
      return place === undefined || !('unreadable' in place) ? [] : [`log of container ${name}: ${place.unreadable}`]
    }),
  )
  return [...new Set(lines)]
}

const hide = secretHider([])

/** Without what looks like a secret. A line may be a megabyte, and a summary holds no more than one. */
function shown(text: string): string {
  const line = hide(text)
  return line.length <= limits.characters ? line : `${line.slice(0, limits.characters - 1)}…`
}
