import type { Control } from '../frame/control.ts'

export const elbControls: readonly Control[] = [
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
