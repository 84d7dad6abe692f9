import type {
  DescribeLogGroupsCommandInput as Input,
  DescribeLogGroupsCommandOutput as Output,
  LogGroup as LogGroupView,
} from '@aws-sdk/client-cloudwatch-logs'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import type { LogContext } from '../context.ts'
import { groupArn } from '../find.ts'
import { page } from '../page.ts'
import type { LogGroup } from '../state.ts'

/** By name; a prefix counts capitals, a pattern does not. */
export const describeLogGroups: Operation = operation<Input, Answer<Output>>({
  page: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html',
  accepts: ['logGroupNamePrefix', 'logGroupNamePattern', 'limit', 'nextToken'],
  returns: ['logGroups[].logGroupName', 'logGroups[].arn', 'logGroups[].creationTime'],
  run(world, { logGroupNamePrefix: prefix = '', logGroupNamePattern: pattern = '', limit = 50, nextToken }) {
    if (prefix !== '' && pattern !== '') {
      throw new AwsError(
        'InvalidParameterException',
        'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
      )
    }
    const found = [...world.logs.groups.values()]
      .filter(({ name }) => name.startsWith(prefix) && name.toLowerCase().includes(pattern.toLowerCase()))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    const { items, next } = page(found, nextToken, limit)
    return { logGroups: items.map((group) => groupView(world, group)), ...next }
  },
})

function groupView(world: LogContext, { name, createdAt, retentionInDays }: LogGroup): LogGroupView {
  const arn = groupArn(world, name)
  return {
    logGroupName: name,
    logGroupArn: arn,
    arn: `${arn}:*`,
    creationTime: createdAt,
    metricFilterCount: 0,
    storedBytes: 0,
    logGroupClass: 'STANDARD',
    ...(retentionInDays === undefined ? {} : { retentionInDays }),
  }
}
