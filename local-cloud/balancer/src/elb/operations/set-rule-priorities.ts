import type {
  SetRulePrioritiesCommandInput as Input,
  SetRulePrioritiesCommandOutput as Output,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { listener, rule } from '../find.ts'
import { inOrder, refuseTakenPriority } from '../priority.ts'
import { showRule } from '../show.ts'

/** Gives rules new priorities, all or none: two rules can change places in one call. */
export const setRulePriorities: Operation = operation<Input, Answer<Output>>({
  page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_SetRulePriorities.html',
  accepts: ['RulePriorities'],
  returns: ['Rules[].RuleArn', 'Rules[].Priority', 'Rules[].Actions[].Type', 'Rules[].IsDefault'],
  run({ elb }, { RulePriorities: pairs = [] }) {
    const changes = pairs.map(({ RuleArn, Priority = 0 }) => ({ found: rule(elb, RuleArn), priority: Priority }))
    for (const { found, priority } of changes) {
      if (found.priority === 'default') {
        throw new AwsError('OperationNotPermitted', `Default rule '${found.arn}' has no priority to set`)
      }
      const owner = listener(elb, found.listenerArn)
      const others = owner.rules.filter((entry) => changes.every((change) => change.found !== entry))
      refuseTakenPriority({ ...owner, rules: others }, priority)
    }
    for (const { found, priority } of changes) {
      const owner = listener(elb, found.listenerArn)
      found.priority = priority
      owner.rules = inOrder(owner.rules)
    }
    return { Rules: changes.map(({ found }) => showRule(found)) }
  },
})
