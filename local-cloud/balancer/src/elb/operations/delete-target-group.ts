import type { DeleteTargetGroupCommandInput as Input } from '@aws-sdk/client-elastic-load-balancing-v2'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { operation, type Operation } from '../context.ts'
import { usersOf } from '../find.ts'

/** Deletes a target group that no rule forwards to. */
export const deleteTargetGroup: Operation = operation<Input, object>({
  page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeleteTargetGroup.html',
  accepts: ['TargetGroupArn'],
  returns: [],
  run({ elb }, { TargetGroupArn: arn = '' }) {
    if (usersOf(elb, arn).length > 0) {
      throw new AwsError('ResourceInUse', `Target group '${arn}' is currently in use by a listener or a rule`)
    }
    for (const member of elb.targetGroups.get(arn)?.members.values() ?? []) {
      member.left.abort()
      member.connections.destroy()
    }
    elb.targetGroups.delete(arn)
    return {}
  },
})
