import type {
  CreateRuleCommandInput as Input,
  CreateRuleCommandOutput as Output,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { recordWeights } from '../record-weights.ts'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { readAction } from '../action.ts'
import { ruleArn } from '../arns.ts'
import { refuseSharedTargetGroup } from '../association.ts'
import { readConditions } from '../condition.ts'
import { listener } from '../find.ts'
import { inOrder, refuseTakenPriority } from '../priority.ts'
import { showRule } from '../show.ts'
import type { Rule } from '../state.ts'
import { readTags } from '../tags.ts'

export const createRule: Operation = operation<Input, Answer<Output>>({
  page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html',
  accepts: ['ListenerArn', 'Conditions', 'Priority', 'Actions', 'Tags'],
  returns: ['Rules[].RuleArn', 'Rules[].Priority', 'Rules[].Actions[].Type', 'Rules[].IsDefault'],
  run(world, { ListenerArn, Conditions, Priority: priority = 0, Actions, Tags }) {
    const owner = listener(world.elb, ListenerArn)
    refuseTakenPriority(owner, priority)
    const action = readAction(world.elb, Actions)
    refuseSharedTargetGroup(world.elb, owner.loadBalancerArn, action)
    const conditions = readConditions(Conditions)
    const tags = readTags(Tags)
    const rule: Rule = { arn: ruleArn(owner.arn), listenerArn: owner.arn, priority, conditions, action }
    world.elb.tags.set(rule.arn, tags)
    owner.rules = inOrder([...owner.rules, rule])
    recordWeights(world, rule)
    return { Rules: [showRule(rule)] }
  },
})
