import type { DeleteLoadBalancerCommandInput as Input } from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation, type Operation } from '../context.ts'

/** Deletes the load balancer with its listeners; one that does not exist is a success, as the page says. */
export const deleteLoadBalancer: Operation = operation<Input, object>({
  page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeleteLoadBalancer.html',
  accepts: ['LoadBalancerArn'],
  returns: [],
  async run({ elb }, { LoadBalancerArn: arn = '' }) {
    elb.loadBalancers.delete(arn)
    for (const listener of [...elb.listeners.values()].filter((entry) => entry.loadBalancerArn === arn)) {
      elb.listeners.delete(listener.arn)
      await elb.plane.close(listener.arn)
    }
    return {}
  },
})
