import type { ListTagsForResourceCommandInput, ListTagsForResourceCommandOutput } from '@aws-sdk/client-ecs'
import { invalid } from '../errors.ts'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { findTagged } from '../tagged.ts'

/** Its page has no ResourceNotFoundException, unlike that of TagResource. */
export const listTagsForResource: Operation = operation<
  ListTagsForResourceCommandInput,
  Answer<ListTagsForResourceCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListTagsForResource.html',
  accepts: ['resourceArn'],
  returns: ['tags'],
  run: (world, { resourceArn }) => ({ tags: [...findTagged(world, resourceArn, invalid).tags] }),
})
