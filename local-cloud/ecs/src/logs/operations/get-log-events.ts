import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import type { GetLogEventsCommandInput, GetLogEventsCommandOutput } from '@aws-sdk/client-cloudwatch-logs'
import { findGroup, findStream } from '../find.ts'

/**
 * Events of one stream, oldest first: the newest of them unless startFromHead. There are always two tokens;
 * at the end of the stream the token that was given comes back.
 */
export const getLogEvents: Operation = operation<GetLogEventsCommandInput, Answer<GetLogEventsCommandOutput>>({
  page: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html',
  accepts: [
    'endTime',
    'limit',
    'logGroupIdentifier',
    'logGroupName',
    'logStreamName',
    'nextToken',
    'startFromHead',
    'startTime',
  ],
  returns: ['events', 'nextForwardToken', 'nextBackwardToken'],
  run(world, input) {
    const stream = findStream(findGroup(world, input), input.logStreamName)
    const { startTime = 0, endTime = Number.POSITIVE_INFINITY, limit = 10_000 } = input
    const found = stream.events
      .map((event, index) => ({ event, position: stream.dropped + index }))
      .filter(({ event }) => event.timestamp >= startTime && event.timestamp < endTime)
    const end = (found.at(-1)?.position ?? stream.dropped - 1) + 1
    const { from, to } = range(input.nextToken, limit, end, input.startFromHead === true, stream.dropped)
    const shown = found.filter(({ position }) => position >= from && position < to).slice(0, limit)
    const first = shown[0]?.position ?? from
    const next = (shown.at(-1)?.position ?? to - 1) + 1
    return {
      events: shown.map(({ event }) => ({ ...event })),
      nextForwardToken: token('f', next),
      nextBackwardToken: token('b', first),
    }
  },
})

interface Range {
  readonly from: number
  readonly to: number
}

/** Positions count from the stream's first event, also where the oldest have been dropped. */
function range(nextToken: string | undefined, limit: number, end: number, fromHead: boolean, dropped: number): Range {
  if (nextToken === undefined) {
    return fromHead
      ? { from: dropped, to: Math.min(dropped + limit, end) }
      : { from: Math.max(dropped, end - limit), to: end }
  }
  const [, direction, digits] = /^([fb])\/(\d+)$/.exec(nextToken) ?? []
  if (digits === undefined) throw new AwsError('InvalidParameterException', 'The specified nextToken is invalid.')
  const position = Number(digits)
  return direction === 'f'
    ? { from: position, to: Math.max(position, Math.min(position + limit, end)) }
    : { from: Math.max(dropped, position - limit), to: position }
}

function token(direction: 'f' | 'b', position: number): string {
  return `${direction}/${String(position).padStart(56, '0')}`
}
