import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import type { LogContext } from '../context.ts'
import type {
  DescribeLogStreamsCommandInput,
  DescribeLogStreamsCommandOutput,
  LogStream as LogStreamView,
} from '@aws-sdk/client-cloudwatch-logs'
import { findGroup, groupArn } from '../find.ts'
import { page } from '../page.ts'
import type { LogGroup, LogStream } from '../state.ts'

/** Streams of a group by name, or by their last event. */
export const describeLogStreams: Operation = operation<
  DescribeLogStreamsCommandInput,
  Answer<DescribeLogStreamsCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogStreams.html',
  accepts: ['logGroupName', 'logGroupIdentifier', 'logStreamNamePrefix', 'orderBy', 'descending', 'limit', 'nextToken'],
  returns: ['logStreams[].logStreamName', 'logStreams[].arn', 'logStreams[].creationTime'],
  run(world, input) {
    const group = findGroup(world, input)
    const { logStreamNamePrefix: prefix = '', orderBy = 'LogStreamName', descending = false, limit = 50 } = input
    if (orderBy === 'LastEventTime' && prefix !== '') {
      throw new AwsError('InvalidParameterException', 'Cannot order by LastEventTime with a logStreamNamePrefix.')
    }
    const found = [...group.streams.values()].filter(({ name }) => name.startsWith(prefix))
    const ordered = found.toSorted(orderBy === 'LastEventTime' ? byLastEvent : byName)
    const { items, next } = page(descending ? ordered.toReversed() : ordered, input.nextToken, limit)
    return { logStreams: items.map((stream) => streamView(world, group, stream)), ...next }
  },
})

function byName(a: LogStream, b: LogStream): number {
  return a.name < b.name ? -1 : 1
}

function byLastEvent(a: LogStream, b: LogStream): number {
  return (a.events.at(-1)?.timestamp ?? a.createdAt) - (b.events.at(-1)?.timestamp ?? b.createdAt)
}

function streamView(world: LogContext, group: LogGroup, { name, createdAt, events }: LogStream): LogStreamView {
  const [first] = events
  const last = events.at(-1)
  return {
    logStreamName: name,
    creationTime: createdAt,
    arn: `${groupArn(world, group.name)}:log-stream:${name}`,
    storedBytes: 0,
    ...(first === undefined ? {} : { firstEventTimestamp: first.timestamp }),
    ...(last === undefined ? {} : { lastEventTimestamp: last.timestamp, lastIngestionTime: last.ingestionTime }),
  }
}
