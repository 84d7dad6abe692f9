import type {
  DescribeRulesCommandInput as Input,
  DescribeRulesCommandOutput as Output,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import type { ElbContext } from '../context.ts'
import { listener, rule } from '../find.ts'
import { page } from '../pages.ts'
import { showRule } from '../show.ts'
import type { Rule } from '../state.ts'

export const describeRules: Operation = operation<Input, Answer<Output>>({
  page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeRules.html',
  accepts: ['ListenerArn', 'RuleArns', 'Marker', 'PageSize'],
  returns: ['Rules[].RuleArn', 'Rules[].Priority', 'Rules[].Actions[].Type', 'Rules[].IsDefault'],
  run(world, input) {
    const { items, next } = page(chosen(world, input), input)
    return { Rules: items.map(showRule), ...next }
  },
})

function chosen({ elb }: ElbContext, { ListenerArn, RuleArns: arns }: Input): readonly Rule[] {
  if (arns !== undefined) return arns.map((arn) => rule(elb, arn))
  if (ListenerArn !== undefined) return listener(elb, ListenerArn).rules
  throw new AwsError('ValidationError', 'You must specify either listener rule ARNs or a listener ARN')
}
