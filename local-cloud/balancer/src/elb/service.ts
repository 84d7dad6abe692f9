import { addTags } from './operations/add-tags.ts'
import { createListener } from './operations/create-listener.ts'
import { createLoadBalancer } from './operations/create-load-balancer.ts'
import { createRule } from './operations/create-rule.ts'
import { createTargetGroup } from './operations/create-target-group.ts'
import { deleteListener } from './operations/delete-listener.ts'
import { deleteLoadBalancer } from './operations/delete-load-balancer.ts'
import { deleteRule } from './operations/delete-rule.ts'
import { deleteTargetGroup } from './operations/delete-target-group.ts'
import { deregisterTargets } from './operations/deregister-targets.ts'
import { describeAccountLimits } from './operations/describe-account-limits.ts'
import { describeListeners } from './operations/describe-listeners.ts'
import { describeLoadBalancers } from './operations/describe-load-balancers.ts'
import { describeRules } from './operations/describe-rules.ts'
import { describeLoadBalancerAttributes } from './operations/describe-load-balancer-attributes.ts'
import { describeTags } from './operations/describe-tags.ts'
import { describeTargetGroupAttributes } from './operations/describe-target-group-attributes.ts'
import { describeTargetGroups } from './operations/describe-target-groups.ts'
import { describeTargetHealth } from './operations/describe-target-health.ts'
import { modifyListener } from './operations/modify-listener.ts'
import { modifyRule } from './operations/modify-rule.ts'
import { modifyTargetGroup } from './operations/modify-target-group.ts'
import { modifyLoadBalancerAttributes } from './operations/modify-load-balancer-attributes.ts'
import { modifyTargetGroupAttributes } from './operations/modify-target-group-attributes.ts'
import { registerTargets } from './operations/register-targets.ts'
import { removeTags } from './operations/remove-tags.ts'
import { setRulePriorities } from './operations/set-rule-priorities.ts'
import type { Service } from '@slipway/local-cloud-frame/operation'
import type { ElbContext } from './context.ts'

export const elb: Service<ElbContext> = {
  name: 'elasticloadbalancing',
  protocols: [
    {
      kind: 'query',
      version: '2015-12-01',
      namespace: 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/',
    },
  ],
  operations: {
    AddTags: addTags,
    CreateListener: createListener,
    CreateLoadBalancer: createLoadBalancer,
    CreateRule: createRule,
    CreateTargetGroup: createTargetGroup,
    DeleteListener: deleteListener,
    DeleteLoadBalancer: deleteLoadBalancer,
    DeleteRule: deleteRule,
    DeleteTargetGroup: deleteTargetGroup,
    DeregisterTargets: deregisterTargets,
    DescribeAccountLimits: describeAccountLimits,
    DescribeListeners: describeListeners,
    DescribeLoadBalancers: describeLoadBalancers,
    DescribeRules: describeRules,
    DescribeLoadBalancerAttributes: describeLoadBalancerAttributes,
    DescribeTags: describeTags,
    DescribeTargetGroupAttributes: describeTargetGroupAttributes,
    DescribeTargetGroups: describeTargetGroups,
    DescribeTargetHealth: describeTargetHealth,
    ModifyListener: modifyListener,
    ModifyRule: modifyRule,
    ModifyTargetGroup: modifyTargetGroup,
    ModifyLoadBalancerAttributes: modifyLoadBalancerAttributes,
    ModifyTargetGroupAttributes: modifyTargetGroupAttributes,
    RegisterTargets: registerTargets,
    RemoveTags: removeTags,
    SetRulePriorities: setRulePriorities,
  },
}
