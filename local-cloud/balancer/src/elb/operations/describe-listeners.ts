import type {
  DescribeListenersCommandInput as Input,
  DescribeListenersCommandOutput as Output,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import type { ElbContext } from '../context.ts'
import { listener, loadBalancer } from '../find.ts'
import { page } from '../pages.ts'
import { showListener } from '../show.ts'
import type { Listener } from '../state.ts'

export const describeListeners: Operation = operation<Input, Answer<Output>>({
  page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeListeners.html',
  accepts: ['LoadBalancerArn', 'ListenerArns', 'Marker', 'PageSize'],
  returns: [
    'Listeners[].ListenerArn',
    'Listeners[].LoadBalancerArn',
    'Listeners[].Port',
    'Listeners[].Protocol',
    'Listeners[].DefaultActions[].Type',
  ],
  run(world, input) {
    const { items, next } = page(chosen(world, input), input)
    return { Listeners: items.map(showListener), ...next }
  },
})

function chosen({ elb }: ElbContext, { LoadBalancerArn, ListenerArns: arns }: Input): Listener[] {
  if (arns !== undefined) return arns.map((arn) => listener(elb, arn))
  if (LoadBalancerArn === undefined) {
    throw new AwsError('ValidationError', 'You must specify either listener ARNs or a load balancer ARN')
  }
  const { arn } = loadBalancer(elb, LoadBalancerArn)
  return [...elb.listeners.values()].filter((entry) => entry.loadBalancerArn === arn)
}
