import type { DeleteLogGroupCommandInput } from '@aws-sdk/client-cloudwatch-logs'
import { operation, type Operation } from '../context.ts'
import { findGroup } from '../find.ts'

/** With all that is in it; a task that still writes to it makes it again. */
export const deleteLogGroup: Operation = operation<DeleteLogGroupCommandInput, object>({
  page: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogGroup.html',
  accepts: ['logGroupName'],
  returns: [],
  run(world, input) {
    world.logs.groups.delete(findGroup(world, input).name)
    return {}
  },
})
