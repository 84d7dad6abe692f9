import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { operation, type Operation } from '../context.ts'
import type { CreateLogGroupCommandInput } from '@aws-sdk/client-cloudwatch-logs'
import { groupIn } from '../state.ts'
import { readTags } from '../tags.ts'

export const createLogGroup: Operation = operation<CreateLogGroupCommandInput, object>({
  page: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html',
  accepts: ['logGroupName', 'tags'],
  returns: [],
  run(world, { logGroupName = '', tags: given }) {
    const tags = readTags(given)
    if (!/^[\w./#-]{1,512}$/.test(logGroupName)) {
      throw new AwsError('InvalidParameterException', `Invalid log group name: ${logGroupName}`)
    }
    if (world.logs.groups.has(logGroupName)) {
      throw new AwsError('ResourceAlreadyExistsException', 'The specified log group already exists')
    }
    groupIn(world.logs.groups, logGroupName, world.clock.now().getTime()).tags = tags
    return {}
  },
})
