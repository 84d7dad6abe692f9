import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import type { Action } from './state.ts'
import { usersOf } from './find.ts'
import type { ElbModel } from './state.ts'

/** A target group belongs to one load balancer at most. */
export function refuseSharedTargetGroup(elb: ElbModel, loadBalancerArn: string, action: Action): void {
  if (action.type !== 'forward') return
  for (const arn of action.weights.keys()) {
    if (usersOf(elb, arn).every((user) => user === loadBalancerArn)) continue
    throw new AwsError(
      'TargetGroupAssociationLimit',
      `The following target groups cannot be associated with more than one load balancer: ${arn}`,
    )
  }
}
