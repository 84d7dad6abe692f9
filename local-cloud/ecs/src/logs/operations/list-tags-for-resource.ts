import type {
  ListTagsForResourceCommandInput as Input,
  ListTagsForResourceCommandOutput as Output,
} from '@aws-sdk/client-cloudwatch-logs'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { findTagged } from '../tags.ts'

export const listTagsForResource: Operation = operation<Input, Answer<Output>>({
  page: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_ListTagsForResource.html',
  accepts: ['resourceArn'],
  returns: ['tags'],
  run(world, { resourceArn }) {
    const { tags } = findTagged(world, resourceArn)
    return { tags: Object.fromEntries(tags.map(({ key, value }) => [key, value])) }
  },
})
