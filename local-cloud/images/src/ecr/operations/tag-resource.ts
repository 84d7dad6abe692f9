import type { TagResourceCommandInput } from '@aws-sdk/client-ecr'
import { operation, type Operation } from '../context.ts'
import { findTagged, readResourceTags } from '../resource-tags.ts'

export const tagResource: Operation = operation<TagResourceCommandInput, object>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_TagResource.html',
  accepts: ['resourceArn', 'tags'],
  returns: [],
  run(world, { resourceArn, tags }) {
    const repository = findTagged(world, resourceArn)
    repository.resourceTags = readResourceTags(tags, repository.resourceTags)
    return {}
  },
})
