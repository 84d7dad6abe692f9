import type {
  DescribeLoadBalancersCommandInput as Input,
  DescribeLoadBalancersCommandOutput as Output,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import type { ElbContext } from '../context.ts'
import { loadBalancer } from '../find.ts'
import { page } from '../pages.ts'
import { showLoadBalancer } from '../show.ts'
import type { LoadBalancer } from '../state.ts'

export const describeLoadBalancers: Operation = operation<Input, Answer<Output>>({
  page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeLoadBalancers.html',
  accepts: ['LoadBalancerArns', 'Names', 'Marker', 'PageSize'],
  returns: [
    'LoadBalancers[].LoadBalancerArn',
    'LoadBalancers[].LoadBalancerName',
    'LoadBalancers[].DNSName',
    'LoadBalancers[].Scheme',
    'LoadBalancers[].State.Code',
    'LoadBalancers[].Type',
  ],
  run(world, input) {
    const { items, next } = page(chosen(world, input), input)
    return { LoadBalancers: items.map(showLoadBalancer), ...next }
  },
})

function chosen({ elb }: ElbContext, { LoadBalancerArns: arns, Names: names }: Input): LoadBalancer[] {
  if (arns !== undefined) return arns.map((arn) => loadBalancer(elb, arn))
  const all = [...elb.loadBalancers.values()]
  if (names === undefined) return all
  return names.map((name) => {
    const found = all.find((entry) => entry.name === name)
    if (found === undefined) throw new AwsError('LoadBalancerNotFound', `Load balancers '[${name}]' not found`)
    return found
  })
}
