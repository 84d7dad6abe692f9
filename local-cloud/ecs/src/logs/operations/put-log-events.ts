import type {
  InputLogEvent,
  PutLogEventsCommandInput as Input,
  PutLogEventsCommandOutput as Output,
} from '@aws-sdk/client-cloudwatch-logs'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { findGroup, findStream } from '../find.ts'
import { addEvent } from '../state.ts'

const mostEvents = 10_000
/** Bytes of a batch, of which each event takes some beside its message. */
const batch = { most: 1_048_576, perEvent: 26 } as const
const dayMs = 24 * 60 * 60 * 1000

/** The sequence token, which counts no more, is taken and not looked at. */
export const putLogEvents: Operation = operation<Input, Answer<Output>>({
  page: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html',
  accepts: ['logGroupName', 'logStreamName', 'logEvents', 'sequenceToken'],
  returns: [],
  run(world, { logStreamName, logEvents = [], logGroupName }) {
    const stream = findStream(findGroup(world, { logGroupName }), logStreamName)
    checkBatch(logEvents)
    const now = world.clock.now().getTime()
    const tooOld = logEvents.filter(({ timestamp = 0 }) => timestamp < now - 14 * dayMs).length
    const tooNew = logEvents.findIndex(({ timestamp = 0 }) => timestamp > now + dayMs / 12)
    const taken = logEvents.slice(tooOld, tooNew < 0 ? undefined : tooNew)
    for (const { timestamp = 0, message = '' } of taken) addEvent(stream, { timestamp, message, ingestionTime: now })
    if (taken.length === logEvents.length) return {}
    return {
      rejectedLogEventsInfo: {
        ...(tooOld > 0 && { tooOldLogEventEndIndex: tooOld }),
        ...(tooNew >= 0 && { tooNewLogEventStartIndex: tooNew }),
      },
    }
  },
})

function checkBatch(events: readonly InputLogEvent[]): void {
  const times = events.map(({ timestamp = 0 }) => timestamp)
  const bytes = events.reduce((sum, { message = '' }) => sum + Buffer.byteLength(message) + batch.perEvent, 0)
  if (events.length === 0) throw invalid('Log events in a single PutLogEvents request must not be empty.')
  if (events.length > mostEvents) throw invalid(`A batch has at most ${mostEvents} log events, not ${events.length}.`)
  if (bytes > batch.most) throw invalid(`Upload too large: ${bytes} bytes exceeds limit of ${batch.most}`)
  if (times.some((time, index) => time < (times[index - 1] ?? time))) {
    throw invalid('Log events in a single PutLogEvents request must be in chronological order.')
  }
  if ((times.at(-1) ?? 0) - (times[0] ?? 0) > dayMs) {
    throw invalid('The batch of log events in a single PutLogEvents request cannot span more than 24 hours.')
  }
}

const invalid = (message: string): AwsError => new AwsError('InvalidParameterException', message)
