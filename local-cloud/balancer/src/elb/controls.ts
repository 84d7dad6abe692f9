import type { Control } from '@slipway/local-cloud-frame/control'
import type { ElbContext } from './context.ts'

export const elbControls: readonly Control<ElbContext>[] = [
  {
    method: 'GET',
    path: '/_local/listeners',
    run: ({ elb }) =>
      [...elb.listeners.values()].map(({ arn, loadBalancerArn, port }) => ({
        listenerArn: arn,
        loadBalancerArn,
        port,
        url: elb.plane.url(arn),
      })),
  },
]
