import type { AddTagsCommandInput as Input } from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation, type Operation } from '../context.ts'
import { readTags, requireTaggable, tagsOf } from '../tags.ts'

/** Tags all of the resources or, where one of them is refused, none. */
export const addTags: Operation = operation<Input, object>({
  page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_AddTags.html',
  accepts: ['ResourceArns', 'Tags'],
  returns: [],
  run({ elb }, { ResourceArns: arns = [], Tags }) {
    for (const arn of arns) requireTaggable(elb, arn)
    const tagged = arns.map((arn) => [arn, readTags(Tags, tagsOf(elb, arn))] as const)
    for (const [arn, tags] of tagged) elb.tags.set(arn, tags)
    return {}
  },
})
