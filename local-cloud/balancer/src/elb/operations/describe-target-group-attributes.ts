import type {
  DescribeTargetGroupAttributesCommandInput as Input,
  DescribeTargetGroupAttributesCommandOutput as Output,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { showAttributes } from '../attributes.ts'
import { targetGroup } from '../find.ts'

export const describeTargetGroupAttributes: Operation = operation<Input, Answer<Output>>({
  page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTargetGroupAttributes.html',
  accepts: ['TargetGroupArn'],
  returns: ['Attributes[].Key', 'Attributes[].Value'],
  run: ({ elb }, { TargetGroupArn }) => ({ Attributes: showAttributes(targetGroup(elb, TargetGroupArn).attributes) }),
})
