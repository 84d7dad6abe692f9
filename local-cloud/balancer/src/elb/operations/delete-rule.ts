import type { DeleteRuleCommandInput as Input } from '@aws-sdk/client-elastic-load-balancing-v2'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { operation, type Operation } from '../context.ts'
import { listener, rule } from '../find.ts'

export const deleteRule: Operation = operation<Input, object>({
  page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeleteRule.html',
  accepts: ['RuleArn'],
  returns: [],
  run({ elb }, { RuleArn }) {
    const found = rule(elb, RuleArn)
    if (found.priority === 'default') {
      throw new AwsError('OperationNotPermitted', `Default rule '${found.arn}' cannot be deleted`)
    }
    const owner = listener(elb, found.listenerArn)
    owner.rules = owner.rules.filter((entry) => entry !== found)
    return {}
  },
})
