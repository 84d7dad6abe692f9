import type { TagResourceCommandInput } from '@aws-sdk/client-cloudwatch-logs'
import { operation, type Operation } from '../context.ts'
import { findTagged, readTags } from '../tags.ts'

export const tagResource: Operation = operation<TagResourceCommandInput, object>({
  page: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_TagResource.html',
  accepts: ['resourceArn', 'tags'],
  returns: [],
  run(world, { resourceArn, tags }) {
    const group = findTagged(world, resourceArn)
    group.tags = readTags(tags, group.tags)
    return {}
  },
})
