import type { DeleteLogStreamCommandInput } from '@aws-sdk/client-cloudwatch-logs'
import { operation, type Operation } from '../context.ts'
import { findGroup, findStream } from '../find.ts'

export const deleteLogStream: Operation = operation<DeleteLogStreamCommandInput, object>({
  page: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogStream.html',
  accepts: ['logGroupName', 'logStreamName'],
  returns: [],
  run(world, { logStreamName, ...reference }) {
    const group = findGroup(world, reference)
    group.streams.delete(findStream(group, logStreamName).name)
    return {}
  },
})
