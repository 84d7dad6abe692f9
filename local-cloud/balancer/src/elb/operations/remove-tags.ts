import type { RemoveTagsCommandInput as Input } from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation, type Operation } from '../context.ts'
import { withoutTags } from '@slipway/local-cloud-frame/tags'
import { requireTaggable, tagsOf } from '../tags.ts'

export const removeTags: Operation = operation<Input, object>({
  page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RemoveTags.html',
  accepts: ['ResourceArns', 'TagKeys'],
  returns: [],
  run({ elb }, { ResourceArns: arns = [], TagKeys = [] }) {
    for (const arn of arns) requireTaggable(elb, arn)
    for (const arn of arns) elb.tags.set(arn, withoutTags(tagsOf(elb, arn), TagKeys))
    return {}
  },
})
