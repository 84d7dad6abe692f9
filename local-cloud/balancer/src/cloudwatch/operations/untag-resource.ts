import type { UntagResourceCommandInput } from '@aws-sdk/client-cloudwatch'
import { operation, type Operation } from '../context.ts'
import { withoutTags } from '@slipway/local-cloud-frame/tags'
import { findTagged } from '../tags.ts'

export const untagResource: Operation = operation<UntagResourceCommandInput, object>({
  page: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_UntagResource.html',
  accepts: ['ResourceARN', 'TagKeys'],
  returns: [],
  run(world, { ResourceARN, TagKeys = [] }) {
    const alarm = findTagged(world, ResourceARN)
    alarm.tags = withoutTags(alarm.tags, TagKeys)
    return {}
  },
})
