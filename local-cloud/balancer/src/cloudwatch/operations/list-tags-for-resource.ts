import type { ListTagsForResourceCommandInput, ListTagsForResourceCommandOutput } from '@aws-sdk/client-cloudwatch'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { toCapital } from '@slipway/local-cloud-frame/tags'
import { findTagged } from '../tags.ts'

export const listTagsForResource: Operation = operation<
  ListTagsForResourceCommandInput,
  Answer<ListTagsForResourceCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListTagsForResource.html',
  accepts: ['ResourceARN'],
  returns: ['Tags'],
  run: (world, { ResourceARN }) => ({ Tags: toCapital(findTagged(world, ResourceARN).tags) }),
})
