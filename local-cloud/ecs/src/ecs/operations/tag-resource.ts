import type { TagResourceCommandInput } from '@aws-sdk/client-ecs'
import { invalid, resourceNotFound } from '../errors.ts'
import { operation, type Operation } from '../context.ts'
import { findTagged } from '../tagged.ts'
import { checkTags, mergedTags } from '../tags.ts'

export const tagResource: Operation = operation<TagResourceCommandInput, object>({
  page: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TagResource.html',
  accepts: ['resourceArn', 'tags'],
  returns: [],
  run(world, { resourceArn, tags = [] }) {
    const tagged = findTagged(world, resourceArn, resourceNotFound)
    checkTags(tags, invalid, tagged.tags)
    tagged.tags = mergedTags(tagged.tags, tags)
    return {}
  },
})
