import type { PutRetentionPolicyCommandInput } from '@aws-sdk/client-cloudwatch-logs'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { operation, type Operation } from '../context.ts'
import { findGroup } from '../find.ts'

/** The page's own list. */
const possible = [
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731],
  ...[1096, 1827, 2192, 2557, 2922, 3288, 3653],
]

export const putRetentionPolicy: Operation = operation<PutRetentionPolicyCommandInput, object>({
  page: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html',
  accepts: ['logGroupName', 'retentionInDays'],
  returns: [],
  run(world, { retentionInDays = 0, ...reference }) {
    const group = findGroup(world, reference)
    if (!possible.includes(retentionInDays)) {
      throw new AwsError(
        'InvalidParameterException',
        `retentionInDays ${retentionInDays} must be one of ${possible.join(', ')}`,
      )
    }
    group.retentionInDays = retentionInDays
    return {}
  },
})
