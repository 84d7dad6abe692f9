import type { Beginning } from '@slipway/local-cloud-frame/context'
import type { Tag } from '@slipway/local-cloud-frame/tags'

export interface LogEvent {
  readonly timestamp: number
  readonly message: string
  readonly ingestionTime: number
}

export interface LogStream {
  readonly name: string
  readonly createdAt: number
  readonly events: LogEvent[]
  /** How many of the oldest were dropped. */
  dropped: number
}

export interface LogGroup {
  readonly name: string
  readonly createdAt: number
  readonly streams: Map<string, LogStream>
  /** Kept and shown; nothing expires. */
  retentionInDays?: number
  tags: readonly Tag[]
}

export interface LogState {
  readonly groups: Map<string, LogGroup>
  /** Adds a line; group and stream are made where they are missing. */
  append(group: string, stream: string, line: string): void
}

/** A stream keeps so many lines, so that a cloud left running does not grow without end. */
const limit = 50_000

export function createLogState(beginning: Beginning): LogState {
  const groups = new Map<string, LogGroup>()
  const now = (): number => beginning.clock.now().getTime()
  return {
    groups,
    append(groupName, streamName, line) {
      const stream = streamIn(groupIn(groups, groupName, now()), streamName, now())
      addEvent(stream, { timestamp: now(), ingestionTime: now(), message: line })
    },
  }
}

export function addEvent(stream: LogStream, event: LogEvent): void {
  stream.events.push(event)
  if (stream.events.length <= limit) return
  stream.events.shift()
  stream.dropped += 1
}

export function groupIn(groups: Map<string, LogGroup>, name: string, now: number): LogGroup {
  const found = groups.get(name) ?? { name, createdAt: now, streams: new Map<string, LogStream>(), tags: [] }
  groups.set(name, found)
  return found
}

export function streamIn({ streams }: LogGroup, name: string, now: number): LogStream {
  const found = streams.get(name) ?? { name, createdAt: now, events: [], dropped: 0 }
  streams.set(name, found)
  return found
}
