import type {
  ModifyRuleCommandInput as Input,
  ModifyRuleCommandOutput as Output,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { recordWeights } from '../record-weights.ts'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { readAction } from '../action.ts'
import { refuseSharedTargetGroup } from '../association.ts'
import { readConditions } from '../condition.ts'
import { listener, rule } from '../find.ts'
import { showRule } from '../show.ts'

/** Replaces the conditions, the actions or both; what is not given stays. */
export const modifyRule: Operation = operation<Input, Answer<Output>>({
  page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyRule.html',
  accepts: ['RuleArn', 'Conditions', 'Actions'],
  returns: ['Rules[].RuleArn', 'Rules[].Priority', 'Rules[].Actions[].Type', 'Rules[].IsDefault'],
  run(world, { RuleArn, Conditions, Actions }) {
    const found = rule(world.elb, RuleArn)
    if (found.priority === 'default') {
      throw new AwsError('OperationNotPermitted', `Default rule '${found.arn}' cannot be modified; modify its listener`)
    }
    const conditions = Conditions === undefined ? found.conditions : readConditions(Conditions)
    const action = Actions === undefined ? found.action : readAction(world.elb, Actions)
    refuseSharedTargetGroup(world.elb, listener(world.elb, found.listenerArn).loadBalancerArn, action)
    Object.assign(found, { conditions, action })
    if (Actions !== undefined) recordWeights(world, found)
    return { Rules: [showRule(found)] }
  },
})
