import type {
  ModifyTargetGroupCommandInput as Input,
  ModifyTargetGroupCommandOutput as Output,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { targetGroup } from '../find.ts'
import { healthCheckMembers, readHealthCheck } from '../health-check.ts'
import { showTargetGroup } from '../show.ts'

/** Changes the health check; targets are checked by the new one from their next check on. */
export const modifyTargetGroup: Operation = operation<Input, Answer<Output>>({
  page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyTargetGroup.html',
  accepts: ['TargetGroupArn', ...healthCheckMembers],
  returns: ['TargetGroups[].TargetGroupArn', 'TargetGroups[].HealthCheckPath', 'TargetGroups[].Matcher.HttpCode'],
  run({ elb }, { TargetGroupArn, ...changes }) {
    const group = targetGroup(elb, TargetGroupArn)
    group.healthCheck = readHealthCheck(group.healthCheck, changes)
    return { TargetGroups: [showTargetGroup(elb, group)] }
  },
})
