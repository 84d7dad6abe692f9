import type { DeleteRetentionPolicyCommandInput } from '@aws-sdk/client-cloudwatch-logs'
import { operation, type Operation } from '../context.ts'
import { findGroup } from '../find.ts'

export const deleteRetentionPolicy: Operation = operation<DeleteRetentionPolicyCommandInput, object>({
  page: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteRetentionPolicy.html',
  accepts: ['logGroupName'],
  returns: [],
  run(world, input) {
    delete findGroup(world, input).retentionInDays
    return {}
  },
})
