import type { UntagResourceCommandInput } from '@aws-sdk/client-ecs'
import { resourceNotFound } from '../errors.ts'
import { operation, type Operation } from '../context.ts'
import { findTagged } from '../tagged.ts'

export const untagResource: Operation = operation<UntagResourceCommandInput, object>({
  page: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UntagResource.html',
  accepts: ['resourceArn', 'tagKeys'],
  returns: [],
  run(world, { resourceArn, tagKeys = [] }) {
    const tagged = findTagged(world, resourceArn, resourceNotFound)
    tagged.tags = tagged.tags.filter(({ key = '' }) => !tagKeys.includes(key))
    return {}
  },
})
