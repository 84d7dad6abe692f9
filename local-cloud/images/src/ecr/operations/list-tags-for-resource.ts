import type { ListTagsForResourceCommandInput, ListTagsForResourceCommandOutput } from '@aws-sdk/client-ecr'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { findTagged } from '../resource-tags.ts'

export const listTagsForResource: Operation = operation<
  ListTagsForResourceCommandInput,
  Answer<ListTagsForResourceCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ListTagsForResource.html',
  accepts: ['resourceArn'],
  returns: ['tags'],
  run: (world, { resourceArn }) => ({ tags: [...findTagged(world, resourceArn).resourceTags] }),
})
