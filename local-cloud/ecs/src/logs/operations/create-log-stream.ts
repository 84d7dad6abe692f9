import type { CreateLogStreamCommandInput } from '@aws-sdk/client-cloudwatch-logs'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { operation, type Operation } from '../context.ts'
import { findGroup } from '../find.ts'
import { streamIn } from '../state.ts'

export const createLogStream: Operation = operation<CreateLogStreamCommandInput, object>({
  page: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogStream.html',
  accepts: ['logGroupName', 'logStreamName'],
  returns: [],
  run(world, { logStreamName = '', ...reference }) {
    const group = findGroup(world, reference)
    if (!/^[^:*]{1,512}$/.test(logStreamName)) {
      throw new AwsError('InvalidParameterException', `Invalid log stream name: ${logStreamName}`)
    }
    if (group.streams.has(logStreamName)) {
      throw new AwsError('ResourceAlreadyExistsException', 'The specified log stream already exists')
    }
    streamIn(group, logStreamName, world.clock.now().getTime())
    return {}
  },
})
