import type { RegisterTargetsCommandInput as Input } from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation, type Operation } from '../context.ts'
import { targetGroup } from '../find.ts'
import { readTarget } from '../target.ts'

export const registerTargets: Operation = operation<Input, object>({
  page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RegisterTargets.html',
  accepts: ['TargetGroupArn', 'Targets'],
  returns: [],
  run({ elb, balancing }, { TargetGroupArn, Targets = [] }) {
    const group = targetGroup(elb, TargetGroupArn)
    for (const target of Targets.map((entry) => readTarget(group, entry))) balancing.register(group.arn, target)
    return {}
  },
})
