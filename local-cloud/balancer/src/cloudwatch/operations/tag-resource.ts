import type { TagResourceCommandInput } from '@aws-sdk/client-cloudwatch'
import { operation, type Operation } from '../context.ts'
import { findTagged, readTags } from '../tags.ts'

export const tagResource: Operation = operation<TagResourceCommandInput, object>({
  page: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_TagResource.html',
  accepts: ['ResourceARN', 'Tags'],
  returns: [],
  run(world, { ResourceARN, Tags }) {
    const alarm = findTagged(world, ResourceARN)
    alarm.tags = readTags(Tags, alarm.tags)
    return {}
  },
})
