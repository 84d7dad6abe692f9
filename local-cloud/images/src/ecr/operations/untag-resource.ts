import type { UntagResourceCommandInput } from '@aws-sdk/client-ecr'
import { operation, type Operation } from '../context.ts'
import { findTagged } from '../resource-tags.ts'

export const untagResource: Operation = operation<UntagResourceCommandInput, object>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_UntagResource.html',
  accepts: ['resourceArn', 'tagKeys'],
  returns: [],
  run(world, { resourceArn, tagKeys = [] }) {
    const repository = findTagged(world, resourceArn)
    repository.resourceTags = repository.resourceTags.filter(({ Key }) => !tagKeys.includes(Key))
    return {}
  },
})
