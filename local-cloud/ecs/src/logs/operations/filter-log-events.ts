import { createHash } from 'node:crypto'
import type {
  FilteredLogEvent,
  FilterLogEventsCommandInput as Input,
  FilterLogEventsCommandOutput as Output,
} from '@aws-sdk/client-cloudwatch-logs'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { filterPattern } from '../filter-pattern.ts'
import { findGroup, findStream } from '../find.ts'
import { page } from '../page.ts'
import type { LogGroup, LogStream } from '../state.ts'

/** Events of several streams by time; `interleaved`, deprecated, is always so, as the page says. */
export const filterLogEvents: Operation = operation<Input, Answer<Output>>({
  page: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html',
  accepts: [
    'logGroupName',
    'logGroupIdentifier',
    'logStreamNames',
    'logStreamNamePrefix',
    'startTime',
    'endTime',
    'filterPattern',
    'interleaved',
    'limit',
    'nextToken',
  ],
  returns: ['events'],
  run(world, input) {
    const { startTime = 0, endTime = Number.POSITIVE_INFINITY, limit = 10_000, nextToken } = input
    const matches = filterPattern(input.filterPattern)
    const found = chosenStreams(findGroup(world, input), input)
      .flatMap(eventsOf)
      .filter(({ timestamp = 0 }) => timestamp >= startTime && timestamp <= endTime)
      .filter(({ message = '' }) => matches(message))
      .toSorted((a, b) => (a.timestamp ?? 0) - (b.timestamp ?? 0))
    const { items, next } = page(found, nextToken, limit)
    return { events: [...items], searchedLogStreams: [], ...next }
  },
})

function chosenStreams(
  group: LogGroup,
  { logStreamNames: names, logStreamNamePrefix: prefix = '' }: Input,
): LogStream[] {
  if (names !== undefined && prefix !== '') {
    throw new AwsError('InvalidParameterException', 'logStreamNames and logStreamNamePrefix are mutually exclusive.')
  }
  if (names !== undefined) return names.map((name) => findStream(group, name))
  return [...group.streams.values()].filter(({ name }) => name.startsWith(prefix))
}

function eventsOf({ name, events, dropped }: LogStream): FilteredLogEvent[] {
  return events.map((event, index) => ({ ...event, logStreamName: name, eventId: eventId(name, dropped + index) }))
}

/** 56 digits that stay the same: clients that follow a log know by them what they have shown. */
function eventId(stream: string, position: number): string {
  const hash = createHash('sha256').update(`${stream}\n${position}`).digest('hex')
  return BigInt(`0x${hash.slice(0, 46)}`)
    .toString()
    .padStart(56, '0')
}
