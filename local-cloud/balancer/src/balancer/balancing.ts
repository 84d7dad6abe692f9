import { checkWeights } from '../elb/action.ts'
import { ruleOrDefault, targetGroup, usersOf } from '../elb/find.ts'
import type { Rule, TargetGroup } from '../elb/state.ts'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import type { Beginning } from '@slipway/local-cloud-frame/context'
import type { BalancerContext } from './context.ts'
import type { Balancing, Target } from '../elb/balancing.ts'
import { drain } from './drain.ts'
import { checkHealth } from './health-checks.ts'
import { memberKey, newMember, type Member } from '../elb/member.ts'
import { recordWeights } from '../elb/record-weights.ts'

/** What ECS, and the target operations of the API, do with the load balancer. */
export function createBalancing(context: BalancerContext & Pick<Beginning, 'onStop'>): Balancing {
  const { elb } = context
  const group = (arn: string): TargetGroup => targetGroup(elb, arn)
  context.onStop(() => leaveAll(context))
  return {
    targetGroup(arn) {
      const found = elb.targetGroups.get(arn)
      return found && { targetType: found.targetType, isUsed: usersOf(elb, arn).length > 0 }
    },
    register: (arn, target) => register(context, group(arn), target),
    deregister: (arn, target) => deregister(context, group(arn), target),
    health: (arn, target) => group(arn).members.get(memberKey(target))?.state ?? 'unused',
    weights: (arn) => forwardWeights(ruleOrDefault(elb, arn)),
    shift(arn, weights) {
      for (const groupArn of weights.keys()) group(groupArn)
      const rule = ruleOrDefault(elb, arn)
      rule.action = { type: 'forward', weights: checkWeights(new Map(weights)) }
      recordWeights(context, rule)
    },
  }
}

function register(world: BalancerContext, group: TargetGroup, target: Target): void {
  const key = memberKey(target)
  const known = group.members.get(key)
  if (known !== undefined && known.drained === undefined) return
  const member = newMember(group.arn, target)
  group.members.set(key, member)
  world.timeline.record({ kind: 'target', targetGroupArn: group.arn, target: key, state: member.state })
  void checkHealth(world, group, member, () => usersOf(world.elb, group.arn).length > 0)
}

function deregister(world: BalancerContext, group: TargetGroup, target: Target): Promise<void> {
  const member = group.members.get(memberKey(target))
  if (member === undefined) return Promise.resolve()
  member.drained ??= drainAndForget(world, group, member)
  return member.drained
}

async function drainAndForget(world: BalancerContext, group: TargetGroup, member: Member): Promise<void> {
  await drain(world, member, Number(group.attributes.get('deregistration_delay.timeout_seconds')))
  const key = memberKey(member.target)
  if (group.members.get(key) === member) group.members.delete(key)
}

function forwardWeights({ arn, action }: Rule): ReadonlyMap<string, number> {
  if (action.type === 'forward') return action.weights
  throw new AwsError('InvalidLoadBalancerAction', `Rule '${arn}' does not forward: its action is '${action.type}'`)
}

function leaveAll(world: BalancerContext): void {
  for (const { members } of world.elb.targetGroups.values()) {
    for (const member of members.values()) {
      member.left.abort()
      member.connections.destroy()
    }
  }
}
