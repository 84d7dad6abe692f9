import type {
  DescribeLoadBalancerAttributesCommandInput as Input,
  DescribeLoadBalancerAttributesCommandOutput as Output,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { showAttributes } from '../attributes.ts'
import { loadBalancer } from '../find.ts'

export const describeLoadBalancerAttributes: Operation = operation<Input, Answer<Output>>({
  page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeLoadBalancerAttributes.html',
  accepts: ['LoadBalancerArn'],
  returns: ['Attributes[].Key', 'Attributes[].Value'],
  run: ({ elb }, { LoadBalancerArn }) => ({
    Attributes: showAttributes(loadBalancer(elb, LoadBalancerArn).attributes),
  }),
})
