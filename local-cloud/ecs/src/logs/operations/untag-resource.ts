import type { UntagResourceCommandInput } from '@aws-sdk/client-cloudwatch-logs'
import { operation, type Operation } from '../context.ts'
import { withoutTags } from '@slipway/local-cloud-frame/tags'
import { findTagged } from '../tags.ts'

export const untagResource: Operation = operation<UntagResourceCommandInput, object>({
  page: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_UntagResource.html',
  accepts: ['resourceArn', 'tagKeys'],
  returns: [],
  run(world, { resourceArn, tagKeys = [] }) {
    const group = findTagged(world, resourceArn)
    group.tags = withoutTags(group.tags, tagKeys)
    return {}
  },
})
