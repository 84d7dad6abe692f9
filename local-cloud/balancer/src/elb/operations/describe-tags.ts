import type {
  DescribeTagsCommandInput as Input,
  DescribeTagsCommandOutput as Output,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { toCapital } from '@slipway/local-cloud-frame/tags'
import { requireTaggable, tagsOf } from '../tags.ts'

const mostResources = 20

export const describeTags: Operation = operation<Input, Answer<Output>>({
  page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTags.html',
  accepts: ['ResourceArns'],
  returns: ['TagDescriptions[].ResourceArn', 'TagDescriptions[].Tags'],
  run({ elb }, { ResourceArns: arns = [] }) {
    if (arns.length > mostResources) {
      throw new AwsError('ValidationError', `At most ${mostResources} resources can be described, not ${arns.length}`)
    }
    for (const arn of arns) requireTaggable(elb, arn)
    return { TagDescriptions: arns.map((ResourceArn) => ({ ResourceArn, Tags: toCapital(tagsOf(elb, ResourceArn)) })) }
  },
})
