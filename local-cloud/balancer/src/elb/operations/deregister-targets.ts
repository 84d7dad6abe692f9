import type { DeregisterTargetsCommandInput as Input } from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation, type Operation } from '../context.ts'
import { targetGroup } from '../find.ts'
import { readTarget } from '../target.ts'

/** Answers at once; the targets drain afterwards. */
export const deregisterTargets: Operation = operation<Input, object>({
  page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeregisterTargets.html',
  accepts: ['TargetGroupArn', 'Targets'],
  returns: [],
  run({ elb, balancing }, { TargetGroupArn, Targets = [] }) {
    const group = targetGroup(elb, TargetGroupArn)
    for (const target of Targets.map((entry) => readTarget(group, entry))) void balancing.deregister(group.arn, target)
    return {}
  },
})
